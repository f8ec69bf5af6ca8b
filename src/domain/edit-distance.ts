/**
 * Edits between two words — a letter put in, left out, changed, or two neighbours swapped — or `limit` + 1 as soon as it is surely
 * more. Letters are UTF-16 units. Source: optimal string alignment, Boytsov 2011, 2.2.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (limit === 0 || Math.abs(a.length - b.length) > limit) return limit + 1;
  let older = new Uint16Array(b.length + 1);
  let above = Uint16Array.from({ length: b.length + 1 }, (_, column) => column);
  let row = new Uint16Array(b.length + 1);
  for (let line = 1; line <= a.length; line++) {
    if (fillRow(row, { a, b, line, above, older }) > limit) return limit + 1;
    [older, above, row] = [above, row, older];
  }
  return Math.min(limit + 1, at(above, b.length));
}

interface Rows {
  readonly a: string;
  readonly b: string;
  readonly line: number;
  readonly above: Uint16Array;
  readonly older: Uint16Array;
}

/** Fills one row of the table; returns its least value. */
function fillRow(row: Uint16Array, { a, b, line, above, older }: Rows): number {
  const letter = a.charCodeAt(line - 1);
  const before = line > 1 ? a.charCodeAt(line - 2) : -1;
  row[0] = line;
  let least = line;
  for (let column = 1; column <= b.length; column++) {
    const other = b.charCodeAt(column - 1);
    let cost = Math.min(at(above, column) + 1, at(row, column - 1) + 1, at(above, column - 1) + (letter === other ? 0 : 1));
    const isSwap = column > 1 && before === other && letter === b.charCodeAt(column - 2);
    if (isSwap) cost = Math.min(cost, at(older, column - 2) + 1);
    row[column] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

function at(row: Uint16Array, column: number): number {
  return row[column] ?? 0;
}

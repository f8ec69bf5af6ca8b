import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** Lines of the keys of a JSON text, by path: `menu.title`. JSON is YAML, so its parser's positions serve here, too. */
export function jsonLines(source: string): ReadonlyMap<string, number> {
  const counter = new LineCounter();
  const { contents } = parseDocument(source, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  const lines = new Map<string, number>();
  walk(contents, '', (path, offset) => lines.set(path, counter.linePos(offset).line));
  return lines;
}

function walk(node: unknown, prefix: string, note: (path: string, offset: number) => void): void {
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    const path = `${prefix}${String(key.value)}`;
    note(path, key.range?.[0] ?? 0);
    walk(value, `${path}.`, note);
  }
}

const arabicForms: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ـ: '' };

/**
 * The form in which words are compared: lower case, no accents or vowel marks, one spelling per Arabic letter, Western
 * digits, single spaces, no punctuation.
 */
export function normalise(text: string): string {
  // Most of what is typed has no accents: then lower case and single spaces are all there is to do.
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  return westernDigits(text.normalize('NFKC').toLowerCase())
    .replaceAll(/[أإآٱةىیکـ]/gu, (letter) => arabicForms[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Every decimal digit of any script as 0–9. Unicode keeps each script's ten digits in a row, zero first. */
export function westernDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    if (point < 0x80) return digit;
    let below = 0;
    while (below < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - below - 1))) below++;
    return String(below);
  });
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words as people count them; in scripts without spaces, as a dictionary cuts them. */
export function countWords(text: string): number {
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike === true).length;
}

/** Edits (a letter put in, left out, changed, or two swapped) between two short words; stops counting above `most`. */
export function distance(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let older: readonly number[] = [];
  let old: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of from.entries()) {
    const now = [index + 1];
    for (const [column, other] of to.entries()) {
      const isSwap = letter === to[column - 1] && from[index - 1] === other;
      now.push(cheapest(now, old, letter === other, isSwap ? (older[column - 1] ?? most) : null));
    }
    [older, old] = [old, now];
  }
  return old[to.length] ?? 0;
}

/** The next cell of a row: cheapest of putting in, leaving out, changing and, where it applies, swapping. */
function cheapest(now: readonly number[], old: readonly number[], isSame: boolean, beforeSwap: number | null): number {
  const column = now.length;
  const changed = (old[column - 1] ?? 0) + (isSame ? 0 : 1);
  const edited = Math.min((old[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, changed);
  return beforeSwap === null ? edited : Math.min(edited, beforeSwap + 1);
}

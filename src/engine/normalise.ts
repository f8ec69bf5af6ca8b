const arabicForms: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ـ: '' };

/**
 * The form in which words are compared: lower case, no accents or vowel marks, one spelling per Arabic letter, Western
 * digits, single spaces, no punctuation.
 */
export function normalise(text: string): string {
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
  for (let row = 1; row <= from.length; row++) {
    const now: number[] = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min((old[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (old[column - 1] ?? 0) + same);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) best = Math.min(best, (older[column - 2] ?? 0) + 1);
      now.push(best);
    }
    older = old;
    old = now;
  }
  return old[to.length] ?? 0;
}

const arabicForms: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ـ: '' };

/** Labels, names and words of a turn are compared dozens of times; what is longer is somebody's own sentence. */
const longestKept = 60;
const mostKept = 4000;
const kept = new Map<string, string>();

/**
 * The form in which words are compared: lower case, no accents or vowel marks, one spelling per Arabic letter, Western
 * digits, single spaces, no punctuation.
 */
export function normalise(text: string): string {
  if (text.length > longestKept) return plainForm(text);
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const form = plainForm(text);
  kept.set(text, form);
  return form;
}

function plainForm(text: string): string {
  // Most of what is typed has no accents: then lower case and single spaces are all there is to do.
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  return (
    westernDigits(text.normalize('NFKC').toLowerCase())
      .replaceAll(/[أإآٱةىیکـ]/gu, (letter) => arabicForms[letter] ?? letter)
      .normalize('NFD')
      // Accents and vowel marks that people leave out; the vowels of Indic scripts are letters of their words.
      .replaceAll(/\p{Script=Inherited}/gu, '')
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
      .trim()
  );
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
  if (/^[ -~]*$/.test(text)) return text.match(/[a-z0-9]+(?:['.,][a-z0-9]+)*/gi)?.length ?? 0;
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike === true).length;
}

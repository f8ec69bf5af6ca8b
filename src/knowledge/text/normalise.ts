import { asciiDigit, foldLetter } from './fold-letter.ts';

/** Longer texts are cut: no question needs more, and a message of a megabyte must cost no more than a short one. UTF-16 units. */
export const longestText = 4000;

const plainAscii = /^[\x20-\x7e]*$/;
const combiningMark = /\p{M}/u;

/**
 * The form in which texts are compared: lower case, compatibility forms unified, digits of every script as 0–9, and the marks
 * that people leave out on a phone removed (accents, Arabic vowel signs, nukta). Marks that are letters (Devanagari vowels, the
 * breve of й) stay.
 */
export function normalise(text: string): string {
  const cut = text.length > longestText ? text.slice(0, longestText) : text;
  if (plainAscii.test(cut)) return cut.toLowerCase();
  let folded = '';
  let base = 0;
  for (const letter of cut.toWellFormed().normalize('NFKC').toLowerCase().normalize('NFD')) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) {
      folded += letter;
      base = code;
    } else if (combiningMark.test(letter)) {
      if (keepsMark(base, code)) folded += foldLetter(letter);
    } else {
      folded += asciiDigit(code) ?? foldLetter(letter);
      base = code;
    }
  }
  return folded.normalize('NFC');
}

/** Whether a mark is part of the spelling: breve of Cyrillic й, and every vowel sign of the Indic and South-East Asian scripts. */
function keepsMark(base: number, mark: number): boolean {
  if (mark === 0x306) return base === 0x438;
  if (mark === 0x93c || mark === 0x9bc || mark === 0xa3c) return false;
  return mark >= 0x900 && !(mark >= 0x1ab0 && mark <= 0x1dff) && !(mark >= 0x20d0 && mark <= 0x20ff) && mark < 0xfe00;
}

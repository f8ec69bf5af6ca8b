import { westernDigits } from '../../domain/digits.ts';

const spellings: Readonly<Record<string, string>> = {
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  ٱ: 'ا',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

/**
 * The form in which words are compared: compatible characters as one, lower case, no accents or vowel marks, one spelling
 * per Arabic letter, Western digits. Punctuation stays.
 */
export function normalise(text: string): string {
  return westernDigits(text.normalize('NFKC').toLowerCase())
    .normalize('NFD')
    .replaceAll(/[\p{Script=Inherited}ـ\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .normalize('NFC')
    .replaceAll(/[ىیةکٱßæœøđłı]/gu, (letter) => spellings[letter] ?? letter);
}

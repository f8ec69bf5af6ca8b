import { foldHan } from './fold-han.ts';

/**
 * The form in which a word of a normalised text is compared with words of danger: letters that people type for one another
 * become one. Both sides are folded, so that a folding only has to be harmless, not right.
 */
export function foldWord(word: string): string {
  const code = word.codePointAt(0) ?? 0;
  if (code < 0x250) return foldLatin(word);
  if (code >= 0x400 && code < 0x530) return foldCyrillic(word);
  if (code >= 0x600 && code < 0x780) return replaceEach(word, arabic);
  if (code >= 0x980 && code < 0xa00) return replaceEach(word, bengali);
  if (code >= 0x2e80) return foldHan(word);
  return word;
}

/** Arabic letters typed in digits; only single digits among letters are: `7adsa`, `bta3i`, but not `14h`. */
const digitLetters: Readonly<Record<string, string>> = { 2: 'a', 3: 'a', 5: 'kh', 6: 't', 7: 'h', 8: 'gh', 9: 'q' };

function foldLatin(word: string): string {
  const text = /\d/.test(word) ? readDigits(word) : word;
  return text.replaceAll(foldings, (found) => foldedForms.get(found) ?? found[0] ?? '');
}

/** Sounds that are spelt in two ways; any other letter that is doubled is kept once. */
const foldings = /ph|[bcdgjkpt]h+|ee+|oo+|ou|[qwy]+|([a-z])\1+/g;
const foldedForms: ReadonlyMap<string, string> = new Map([
  ['ph', 'f'],
  ['ee', 'i'],
  ['eee', 'i'],
  ['oo', 'u'],
  ['ooo', 'u'],
  ['ou', 'u'],
  ['q', 'k'],
  ['w', 'v'],
  ['y', 'i'],
]);

function readDigits(word: string): string {
  if (!/[a-z]/.test(word) || /\d\d/.test(word) || !/[a-z]{2}/.test(word.replaceAll(/\d/g, ''))) return word;
  return word.replaceAll(/\d/g, (digit) => digitLetters[digit] ?? digit);
}

/** Ukrainian and Russian spellings of one word meet: `вимагає`, `вымагае`. */
const cyrillic: Readonly<Record<string, string>> = { і: 'и', ї: 'и', ы: 'и', й: 'и', є: 'е', э: 'е', ь: '', ъ: '', ў: 'в' };

function foldCyrillic(word: string): string {
  return replaceEach(word, cyrillic).replaceAll(/(.)\1+/gu, '$1');
}

const arabic: Readonly<Record<string, string>> = {
  گ: 'ك',
  پ: 'ب',
  ڤ: 'ف',
  چ: 'ج',
  ث: 'ت',
  ذ: 'د',
  ظ: 'ض',
  ٹ: 'ت',
  ڈ: 'د',
  ڑ: 'ر',
  ء: '',
};

/** Long and short vowels, and letters that sound alike. */
const bengali: Readonly<Record<string, string>> = {
  'ী': 'ি',
  'ূ': 'ু',
  ঈ: 'ই',
  ঊ: 'উ',
  ণ: 'ন',
  ষ: 'শ',
  স: 'শ',
  য: 'জ',
  '\u0981': '',
  '\u0982': '',
  '\u09cd': '',
};

function replaceEach(word: string, letters: Readonly<Record<string, string>>): string {
  let text = '';
  for (const letter of word) text += letters[letter] ?? letter;
  return text;
}

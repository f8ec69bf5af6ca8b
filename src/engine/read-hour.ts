import type { Lexicon } from './lexicon.ts';
import { normalise, westernDigits } from './normalise.ts';

const hanHours: Readonly<Record<string, string>> = {
  十二: '12',
  十一: '11',
  十: '10',
  九: '9',
  八: '8',
  七: '7',
  六: '6',
  五: '5',
  四: '4',
  三: '3',
  两: '2',
  二: '2',
  一: '1',
};

/** An hour as people type it (`alle 9`, `9:30`, `٩`, `8 pm`, `晚上八点半`, `noon`) as `HH:MM`; null when there is none. */
export function readHour(text: string, lexicon: Lexicon): string | null {
  const said = normalise(text);
  if (lexicon.noon.some((word) => mentions(said, word))) return '12:00';
  const digits = westernDigits(text.normalize('NFKC').toLowerCase()).replaceAll(
    /十[一二]|[一二两三四五六七八九十]/gu,
    (han) => hanHours[han] ?? han,
  );
  const found = /(?<!\d)(\d{1,2})(?:\s?(?:[:.h٫点點时時])\s?(\d{2}|半)?)?(?!\d)/u.exec(digits);
  const named = said
    .split(' ')
    .map((part) => lexicon.numbers.get(part))
    .find((number) => number !== undefined);
  const hour = found === null ? named : Number(found[1]);
  if (hour === undefined) return null;
  const minute = found?.[2] === '半' ? 30 : Number(found?.[2] ?? minutesInWords(said, lexicon));
  const late = hour < 12 && lexicon.afternoon.some((word) => mentions(said, word));
  return asClock(late ? hour + 12 : hour, minute);
}

/** `half past nine`, `nove e un quarto`. */
function minutesInWords(said: string, lexicon: Lexicon): number {
  if (lexicon.half.some((word) => mentions(said, word))) return 30;
  return lexicon.quarter.some((word) => mentions(said, word)) ? 15 : 0;
}

function mentions(said: string, word: string): boolean {
  return isHan(word) ? said.includes(word) : ` ${spaced(said)} `.includes(` ${word} `);
}

/** `8pm` → `8 pm`, so that the word stands alone. */
function spaced(said: string): string {
  return said.replaceAll(/(\d)(\p{L})/gu, '$1 $2');
}

function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

function asClock(hour: number, minute: number): string | null {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

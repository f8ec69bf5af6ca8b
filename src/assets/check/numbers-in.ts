import { westernDigits } from '../../domain/digits.ts';

/** A number as it stands in a text. */
export interface FoundNumber {
  /** The same for 1.234,50 and 1,234.5 and ١٢٣٤٫٥: `1234.5`. */
  readonly value: string;
  /** As it was written. */
  readonly written: string;
}

const spaces = '[ \\u00a0\\u2009\\u202f]';
const numeral = new RegExp(`(?<![\\d.,])\\d{1,3}(?:${spaces}\\d{3})+(?![\\d])(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)*`, 'gu');

/** Words and signs after a number that multiply it, in our languages. */
const scales: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:thousand|mila|mille|mil|ألف|الف|آلاف)(?!\p{L})/iu, 1e3],
  [/^k(?!\p{L})/iu, 1e3],
  [/^\s?千(?![\p{Script=Latin}])/u, 1e3],
  [/^\s?(?:million|millions|milione|milioni|millón|millones|مليون|ملايين)(?!\p{L})/iu, 1e6],
  [/^\s?百万/u, 1e6],
  [/^\s?万/u, 1e4],
  [/^\s?亿/u, 1e8],
];

/** The numbers of two or more digits in a text of any of our languages. Web addresses don't count. */
export function numbersIn(text: string): readonly FoundNumber[] {
  const plain = westernNumbers(text)
    .replaceAll(/https?:\/\/\S+/gu, ' ')
    // A Chinese month is a word in the others: 2026年10月 is October 2026.
    .replaceAll(/\d{1,2}月/gu, ' ')
    // A full hour is written 9, 9:00 or 9 h 00.
    .replaceAll(/(?<=\d)(?:[:：]| ?h ?)00(?!\d)/gu, '');
  return [...plain.matchAll(numeral)].flatMap((match) => {
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const scale = scales.find(([word]) => word.test(after))?.[1] ?? 1;
    return valuesOf(match[0])
      .map((value) => (scale === 1 ? value : String(Math.round(Number(value) * scale))))
      .filter((value) => value.replace('.', '').length >= 2)
      .map((value) => ({ value, written: match[0] }));
  });
}

/** With Western digits and separators. */
function westernNumbers(text: string): string {
  return westernDigits(text)
    .replaceAll(/(?<=\d)٫(?=\d)/gu, ',')
    .replaceAll(/(?<=\d)[٬’'](?=\d{3})/gu, '');
}

/** One number; or several, where the marks between them are no separators of one: 31.12.2026. */
function valuesOf(written: string): readonly string[] {
  const text = written.replaceAll(new RegExp(spaces, 'gu'), '');
  const marks = [...text].filter((sign) => sign === '.' || sign === ',');
  const last = marks.at(-1);
  if (last === undefined) return [canonical(text, '')];
  const parts = text.split(/[.,]/u);
  const whole = parts.slice(0, -1);
  const end = parts.at(-1) ?? '';
  const isMixed = new Set(marks).size > 1;
  if (isGrouped(whole) && isMixed && marks.indexOf(last) === marks.length - 1) return [canonical(whole.join(''), end)];
  if (isGrouped(parts) && !isMixed) return [canonical(parts.join(''), '')];
  if (marks.length === 1 && (end.length <= 2 || whole[0] === '0')) return [canonical(whole.join(''), end)];
  return parts.map((part) => canonical(part, ''));
}

/** 1 234 567: one to three digits, then threes. A leading zero is no thousand: 0.125. */
function isGrouped(parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  return first.length <= 3 && first !== '0' && others.every((part) => part.length === 3);
}

function canonical(whole: string, fraction: string): string {
  const integer = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? integer : `${integer}.${rest}`;
}

import { compareNumbers } from '../../src/assets/check/compare-numbers.ts';
import { numbersIn } from '../../src/assets/check/numbers-in.ts';
import { describe, expect, test } from 'vitest';

const same: readonly (readonly [what: string, texts: readonly string[], values: readonly string[]])[] = [
  [
    'thousands and decimals, whatever the marks',
    ['1.234,50 €', '€ 1,234.5', '1 234,5 €', "1'234.50", '1\u202f234,50 €', '١٬٢٣٤٫٥٠'],
    ['1234.5'],
  ],
  [
    'thousands without decimals',
    [
      '85.000 euro',
      '85,000 euro',
      '85 000 euros',
      '85000',
      '٨٥٬٠٠٠',
      '8.5万',
      '85 mila',
      '85 mil',
      '85 mille',
      '85k',
      '85 thousand',
      '85 ألف',
    ],
    ['85000'],
  ],
  [
    'millions',
    ['1.000.000', '1,000,000', '1 000 000', '1 million', '1 milione', '1 millón', '1百万', '100万', 'مليون 1000000'],
    ['1000000'],
  ],
  ['percentages', ['26,23 %', '26.23%', '٢٦٫٢٣٪'], ['26.23']],
  ['round amounts', ['100.00 €', '100 €', '100,00 €'], ['100']],
  ['dates', ['31 December 2026', '31 dicembre 2026', '2026年12月31日', '٣١ ديسمبر ٢٠٢٦', 'le 31 décembre 2026'], ['2026', '31']],
  ['dates in figures', ['31.12.2026', '31/12/2026', '2026-12-31'], ['12', '2026', '31']],
  ['full hours', ['14:00', '14h00', '14 h 00', '14：00'], ['14']],
  ['laws', ['D.Lgs. 59/2010', 'D.Lgs. 59 del 2010', '59/2010号'], ['2010', '59']],
  ['numbers beside a comma', ['via Sammartini 75, 2024', '75，2024年', '75,2024'], ['2024', '75']],
  ['a small decimal', ['0,125', '0.125'], ['0.125']],
  ['one digit, and web addresses, are left alone', ['3 years', '3年', 'https://example.it/2024/17'], []],
];

describe('numbers are the same in every way of writing:', () => {
  test.each(same)('%s', (_, texts, values) => {
    const found = texts.map((text) =>
      numbersIn(text)
        .map((number) => number.value)
        .toSorted(),
    );
    expect(found).toEqual(texts.map(() => values));
  });
});

describe('a translation', () => {
  const source = [
    { field: 'short.0', text: 'You pay 4,460.64 euro a year, by 16 May 2026.' },
    { field: 'office.0', text: 'Call 800 123 456.' },
  ];
  const faults = (...texts: string[]): readonly string[] =>
    compareNumbers(
      source,
      texts.map((text, index) => ({ field: ['short.0', 'office.0'][index] ?? '', text })),
      'en.md',
    ).map((fault) => `${fault.level} ${fault.field}: ${fault.message}`);

  test('with the same numbers passes', () => {
    expect(faults('Paghi 4.460,64 euro l’anno, entro il 16 maggio 2026.', 'Chiama 800 123 456.')).toEqual([]);
    expect(faults('每年付 4,460.64 欧元，2026年5月16日前。', '电话 800123456。')).toEqual([]);
  });
  test('with a wrong amount is refused at its line, for what is there and for what is not', () => {
    expect(faults('Paghi 4.640,64 euro, entro il 16 maggio 2026.', 'Chiama 800 123 456.')).toEqual([
      'error short.0: the number 4,460.64 of en.md (short) is missing',
      'error short.0: the number 4.640,64 is not in en.md',
    ]);
  });
  test('with another phone number is refused', () => {
    expect(faults('4460,64 euro, 16 mai 2026.', 'Appelez le 800 123 465.').map((fault) => fault.slice(0, 15))).toEqual([
      'error office.0:',
      'error office.0:',
    ]);
  });
  test('that lost a whole section is told in which one the number was', () => {
    expect(faults('4460.64 16 2026')).toEqual(['error office: the number 800 123 456 of en.md (office) is missing']);
  });
  test('that says a number twice gets a warning', () => {
    expect(faults('4460,64 euro, 16 mai 2026, 16 mai.', '800 123 456')).toEqual([
      'warning short.0: the number 16 stands here 2 times, in en.md once',
    ]);
  });
});

import { smallTree } from './small-tree.ts';
import type { SmallTree } from './small-tree.ts';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let tree: SmallTree;
beforeEach(async () => {
  tree = await smallTree();
});
afterEach(() => tree.remove());

const shop = 'content/answers/it/open-shop';
const sources =
  'sources:\n  - body: Camera di commercio\n    url: https://www.example.it/imprese\n    as_of: 2026-01\n    opened_by:\n';
const long = (length: number): string => 'x'.repeat(length);

test('a tree without faults has none', async () => {
  expect(await tree.faults()).toEqual([]);
});

/** What is done to the tree, and the one fault that must then be told (its beginning). */
const cases: readonly (readonly [what: string, file: string, from: string, to: string, fault: string])[] = [
  ['a missing field', `${shop}/entry.yaml`, 'owner: italy\n', '', `${shop}/entry.yaml:1: 'owner' is missing`],
  ['an unknown field', `${shop}/entry.yaml`, 'owner:', 'ovner:', `${shop}/entry.yaml:13: unknown field 'ovner'; expected brief`],
  [
    'a value off the scale',
    `${shop}/entry.yaml`,
    'risk: H1',
    'risk: H7',
    `${shop}/entry.yaml:9: 'risk' is 'H7'; expected H0, H1, H2, H3`,
  ],
  ['a date that is none', `${shop}/entry.yaml`, '2027-01-31', '2027-02-31', `${shop}/entry.yaml:15: 'review_by' is '2027-02-31'`],
  [
    'another country than the folder',
    `${shop}/entry.yaml`,
    'country: it',
    'country: de',
    `${shop}/entry.yaml:2: 'country' is 'de', but`,
  ],
  ['no source', `${shop}/entry.yaml`, sources, '', `${shop}/entry.yaml:1: no official source`],
  [
    'a source without an address',
    `${shop}/entry.yaml`,
    'https://www.example.it/imprese',
    'www.example.it',
    `${shop}/entry.yaml:19: 'url' is`,
  ],
  [
    'an unknown related answer',
    `${shop}/entry.yaml`,
    '[sell-food]',
    '[sell-foot]',
    `${shop}/entry.yaml:25: there is no answer 'it/sell-foot'`,
  ],
  [
    'an unknown term',
    `${shop}/entry.yaml`,
    '[partita IVA]',
    '[partita IVO]',
    `warning ${shop}/entry.yaml:24: 'partita IVO' is not in glossary/it.yaml`,
  ],
  [
    'a call without a closing date',
    `${shop}/entry.yaml`,
    'volatility: V1',
    'volatility: V4',
    `${shop}/entry.yaml:11: 'volatility' is V4`,
  ],
  ['a short text that is long', `${shop}/en.md`, '**Yes, you can.**', long(340), `${shop}/en.md:15: short: `],
  ['a full text that is long', `${shop}/en.md`, 'First line', long(700), `${shop}/en.md:18: full: `],
  ['a step that is long', `${shop}/en.md`, 'Register at', long(141), `${shop}/en.md:23: steps 1: `],
  [
    'too many steps',
    `${shop}/en.md`,
    '2. Register at the Chamber.',
    '2. a\n3. b\n4. c\n5. d\n6. e\n7. f',
    `${shop}/en.md:28: 7 steps, at most 6`,
  ],
  ['a missing section', `${shop}/en.md`, '## short', '## cost', `${shop}/en.md:1: section '## short' is missing or empty`],
  [
    'an unknown section',
    `${shop}/en.md`,
    '## office',
    '## ufficio',
    `${shop}/en.md:28: unknown section '## ufficio'; expected short`,
  ],
  ['no front matter', `${shop}/en.md`, '---\ntitle', 'title', `${shop}/en.md:1: the file must begin with fields`],
  [
    'a question with a colon',
    `${shop}/en.md`,
    '  - register a',
    '  - note: register a',
    `${shop}/en.md:5: 'questions': expected text, found fields`,
  ],
  [
    'too few questions',
    `${shop}/en.md`,
    '  - how much to start as sole trader\n',
    '',
    `${shop}/en.md:3: 4 questions, at least 5`,
  ],
  [
    'two questions alike',
    `${shop}/en.md`,
    'how much to start as sole trader',
    'register my small business in italy',
    `${shop}/en.md:8: nearly the same as`,
  ],
  [
    'a word twice',
    `${shop}/en.md`,
    'latin: []',
    'latin: []\nwords: till, shop key, till',
    `${shop}/en.md:10: 'till' stands twice`,
  ],
  ['a sentence for a word', `${shop}/en.md`, 'latin: []', `latin: []\nwords: ${long(41)}`, `${shop}/en.md:10: 'x`],
  [
    'a question of two answers',
    `${shop}/en.md`,
    'how much to start as sole trader',
    'food stall at the market, which papers?',
    `content/answers/it/sell-food/en.md:4: 'food stall at`,
  ],
  ['a wrong amount', `${shop}/it.md`, '1.234,50', '1.243,50', `${shop}/it.md:15: the number 1.243,50 is not in en.md`],
  [
    'a lost amount',
    `${shop}/it.md`,
    '1.234,50 euro',
    'molto',
    `${shop}/it.md:15: the number 1,234.50 of en.md (short) is missing`,
  ],
  ['a wrong date', `${shop}/it.md`, '16 maggio', '18 maggio', `${shop}/it.md:19: the number 18 is not in en.md`],
  [
    'a wrong phone number',
    `${shop}/it.md`,
    '800 123 456',
    '800 123 465',
    `${shop}/it.md:29: the number 800 123 465 is not in en.md`,
  ],
  [
    'a translation older than its source',
    `${shop}/en.md`,
    'First line',
    'Another line',
    `warning ${shop}/it.md:12: translated from an older en.md`,
  ],
  [
    'letters of another script',
    `${shop}/it.md`,
    'Prima riga',
    'Первая riga',
    `${shop}/it.md:18: 'П' is a letter of another script`,
  ],
  ['a look-alike letter', `${shop}/it.md`, 'voglio', 'vоglio', `${shop}/it.md:4: 'vо' mixes letters of two scripts`],
  [
    'digits of another script',
    `${shop}/it.md`,
    'nel 2026',
    'nel ٢٠٢٦',
    `${shop}/it.md:15: write amounts and dates in Western digits`,
  ],
  [
    'two points',
    'content/pills/first-price/it.md',
    '- Conta quanto costa\n',
    '',
    'content/pills/first-price/it.md:8: 2 points, expected 3',
  ],
  [
    'four options',
    'content/pills/first-price/it.md',
    'c. Un logo',
    'c. Un logo\nd. Altro',
    'content/pills/first-price/it.md:14: 4 options, expected 3',
  ],
  [
    'an answer that is no option',
    'content/pills/first-price/pill.yaml',
    'answer: b',
    'answer: d',
    "content/pills/first-price/pill.yaml:3: 'answer' is 'd'; expected a, b, c",
  ],
  [
    'a wrong emergency number',
    'content/safeguards/threats/it.md',
    'il 112',
    'il 113',
    'content/safeguards/threats/it.md:11: the number 113 is not in en.md',
  ],
  [
    'a trigger that matches everything',
    'content/safeguards/threats/it.md',
    'usurai*',
    '"*"',
    "content/safeguards/threats/it.md:6: '*': a part without letters",
  ],
  [
    'a contact without source',
    'content/safeguards/threats/card.yaml',
    ', source: https://www.example.it/112',
    '',
    "content/safeguards/threats/card.yaml:4: 'source' is missing",
  ],
  [
    'a missing phrase',
    'locales/it/bot.json',
    '    "hello": "Ciao {{name}}",\n',
    '',
    "locales/it/bot.json:2: 'menu.hello' is missing",
  ],
  ['another variable', 'locales/it/bot.json', '{{name}}', '{{nome}}', "locales/it/bot.json:3: 'menu.hello' lacks {{name}}"],
  [
    'a missing plural form',
    'locales/it/bot.json',
    '  "waiting_one": "Una persona aspetta",\n',
    '',
    "locales/it/bot.json:1: 'waiting_one' is missing: Italiano needs other, one",
  ],
  [
    'a text where words are listed',
    'locales/it/bot.json',
    '["menu"]',
    '"menu"',
    "locales/it/bot.json:4: 'menu.words' is a text, in 'en' it is a list",
  ],
  [
    'a phrase nobody says',
    'locales/it/bot.json',
    '"menu": {',
    '"old": "x",\n  "menu": {',
    "warning locales/it/bot.json:2: 'old' is not in 'en'",
  ],
  ['broken JSON', 'locales/it/bot.json', '"words": ["menu"]', '"words": ["menu"', 'locales/it/bot.json:5: not valid JSON'],
];

describe('a fault is told with file and line:', () => {
  test.each(cases)('%s', async (_, file, from, to, fault) => {
    await tree.edit(file, from, to);
    expect((await tree.faults()).map((text) => text.slice(0, fault.length))).toContain(fault);
  });
});

test('an overdue answer is a warning, and an error only when strict', async () => {
  const begin = `${shop}/entry.yaml:15: 'review_by' was 2027-01-31 (italy): it is answered with a dated caveat`;
  expect(await tree.faults({ today: '2027-02-10' })).toContain(`warning ${begin}`);
  expect(await tree.faults({ today: '2027-02-10', strict: true })).toContain(begin);
});

test('an answer past its end is told to be withdrawn', async () => {
  await tree.edit(`${shop}/entry.yaml`, 'expires_on:', 'expires_on: 2026-02-01');
  expect(await tree.faults()).toEqual([
    `warning ${shop}/entry.yaml:16: 'expires_on' was 2026-02-01 (italy): it is no longer answered`,
  ]);
});

test('an amount needs the year it holds for', async () => {
  await tree.edit(`${shop}/en.md`, 'in 2026.', 'today.');
  await tree.edit(`${shop}/en.md`, '16 May 2026', '16 May');
  expect(await tree.faults()).toContain(`warning ${shop}/en.md:15: '1,234.50 euro': an amount without the year it holds for`);
});

test('a text of long words and sentences is hard to read', async () => {
  const hard =
    'Notwithstanding aforementioned jurisdictional considerations, administrative authorisation procedures necessitate comprehensive documentation ' +
    'substantiating organisational, financial and infrastructural capabilities throughout the corresponding administrative determination periods ' +
    'established by competent governmental authorities responsible for supervisory implementation.';
  await tree.edit(`${shop}/en.md`, 'First line of the answer.', hard);
  expect((await tree.faults()).filter((fault) => fault.includes('hard to read (Flesch'))).toHaveLength(1);
});

test('a missing language is a warning, a missing source text an error', async () => {
  await rm(join(tree.root, `${shop}/it.md`));
  expect(await tree.faults()).toEqual([
    `warning ${shop}/entry.yaml:1: no text in: it`,
    `warning ${shop}/entry.yaml:1: nobody can ask in: it`,
  ]);
  await tree.edit(`${shop}/entry.yaml`, 'source_language: en', 'source_language: it');
  expect(await tree.faults()).toContain(`${shop}/entry.yaml:12: the source text 'it.md' is missing`);
});

test('a file without a body holds question variants only, and needs no hash', async () => {
  const text =
    '---\ntitle: Come apro un negozio?\nquestions: [aprire bottega, sono sarta e vorrei vendere, mio fratello affitta un locale, quanto costa una ditta, p iva prima o dopo]\nlatin: []\nby: machine\nreviewed_by:\nsource_hash:\n---\n';
  await writeFile(join(tree.root, `${shop}/it.md`), text);
  expect(await tree.faults()).toEqual([`warning ${shop}/entry.yaml:1: no text in: it`]);
  expect((await tree.load()).assets.entries.get('it/open-shop')?.texts['it']).toMatchObject({
    questions: [
      'aprire bottega',
      'sono sarta e vorrei vendere',
      'mio fratello affitta un locale',
      'quanto costa una ditta',
      'p iva prima o dopo',
    ],
    body: null,
  });
});

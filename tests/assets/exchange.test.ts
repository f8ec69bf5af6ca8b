import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportTexts, importTexts } from '../../src/assets/exchange/exchange-texts.ts';
import { fromSpreadsheet, toSpreadsheet } from '../../src/assets/exchange/spreadsheet.ts';
import type { Exchange } from '../../src/assets/exchange/unit.ts';
import { fromXliff, toXliff } from '../../src/assets/exchange/xliff.ts';
import { projectRoot } from '../support/source-files.ts';

let content: string;
beforeEach(async () => {
  content = await mkdtemp(join(tmpdir(), 'sportello-exchange-'));
  for (const part of [
    'answers/it/permits-for-business',
    'answers/it/tax-debts-instalments',
    'pills/two-wallets',
    'safeguards/threats',
  ])
    await cp(join(projectRoot, 'content', part), join(content, part), { recursive: true });
});
afterEach(() => rm(content, { recursive: true, force: true }));

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const found = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).toSorted();
  return Object.fromEntries(await Promise.all(found.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])));
}

const formats: readonly (readonly [string, (exchange: Exchange) => string, (text: string) => Exchange])[] = [
  ['XLIFF 2', toXliff, fromXliff],
  ['a spreadsheet', toSpreadsheet, fromSpreadsheet],
];

describe.each(formats)('as %s', (_, write, read) => {
  test.each(['ar', 'zh', 'bn', 'it'])('%s goes out and comes back without a changed byte', async (language) => {
    const before = await filesOf(content);
    const exchange = await exportTexts(content, { sourceLanguage: 'en', language, country: null });
    expect(exchange.units.length).toBeGreaterThan(15);
    expect(read(write(exchange))).toEqual(exchange);
    expect(await importTexts(content, read(write(exchange)), 'Olena Koval')).toEqual([]);
    expect(await filesOf(content)).toEqual(before);
  });

  test('signs of markup, quotes, separators and lines survive', () => {
    const source = 'a < b & "c"; d, e\n- **bold** ]]> <x/>\n\n  1.5 €';
    const exchange = {
      sourceLanguage: 'en',
      language: 'uk',
      units: [{ thing: 'answers/it/x', field: 'full', source, target: source }],
    };
    expect(read(write(exchange))).toEqual(exchange);
  });

  test('one changed section changes that section, who wrote it, and nothing else', async () => {
    const before = await filesOf(content);
    const exchange = await exportTexts(content, { sourceLanguage: 'en', language: 'es', country: 'it' });
    const changed = exchange.units.map((unit) =>
      unit.thing.endsWith('permits-for-business') && unit.field === 'cost'
        ? { ...unit, target: 'Mirar el permiso no cuesta nada.' }
        : unit,
    );
    const path = 'answers/it/permits-for-business/es.md';
    expect(await importTexts(content, read(write({ ...exchange, units: changed })), 'Ana Ruiz')).toEqual([path]);
    const after = await filesOf(content);
    const lines = (text: string | undefined): readonly string[] => (text ?? '').split('\n');
    const fresh = lines(after[path]).filter((line) => !lines(before[path]).includes(line));
    expect(fresh.filter((line) => !line.startsWith('source_hash:'))).toEqual([
      'by: Ana Ruiz',
      'Mirar el permiso no cuesta nada.',
    ]);
    expect({ ...after, [path]: '' }).toEqual({ ...before, [path]: '' });
  });
});

test('a language that has no text yet gets a file of its own', async () => {
  await rm(join(content, 'pills/two-wallets/uk.md'), { force: true });
  const { units } = await exportTexts(content, { sourceLanguage: 'en', language: 'uk', country: null });
  const own = units
    .filter(({ thing }) => thing === 'pills/two-wallets')
    .map((unit) => ({ ...unit, target: `${unit.field} українською` }));
  expect(await importTexts(content, { sourceLanguage: 'en', language: 'uk', units: own }, 'Олена')).toEqual([
    'pills/two-wallets/uk.md',
  ]);
  const text = await readFile(join(content, 'pills/two-wallets/uk.md'), 'utf8');
  expect(text).toContain('title: title українською');
  expect(text).toMatch(/by: Олена\nreviewed_by:\nsource_hash: \w+\n/);
  expect(text).toContain('## why\nwhy українською\n');
});

test.each([
  ['a field that is not there', { thing: 'answers/it/permits-for-business', field: 'colour' }, "has no field 'colour'"],
  ['an answer that is gone', { thing: 'answers/it/gone', field: 'short' }, "There is no 'answers/it/gone'"],
  ['a way out of the folder', { thing: 'answers/../../etc', field: 'short' }, "There is no 'answers/../../etc'"],
])('%s is refused in a sentence, and nothing is written', async (_, place, message) => {
  const before = await filesOf(content);
  const good = { thing: 'answers/it/permits-for-business', field: 'short', source: '', target: 'Changed.' };
  const units = [good, { ...place, source: '', target: 'x' }];
  await expect(importTexts(content, { sourceLanguage: 'en', language: 'es', units }, 'Ana')).rejects.toThrow(message);
  expect(await filesOf(content)).toEqual(before);
});

test('what is no exchange file is refused in a sentence', () => {
  expect(() => fromXliff('<html></html>')).toThrow('no XLIFF 2.0');
  expect(() => fromSpreadsheet('a,b\n1,2\n')).toThrow("The first line of the table is 'a, b'");
});

import { plantedFaults, shop } from './planted-faults.ts';
import { smallTree } from './small-tree.ts';
import { strayFiles } from './stray-files.ts';
import type { SmallTree } from './small-tree.ts';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let tree: SmallTree;
beforeEach(async () => {
  tree = await smallTree();
});
afterEach(() => tree.remove());

test('a tree without faults has none', async () => {
  expect(await tree.faults()).toEqual([]);
});

describe('a fault is told with file and line:', () => {
  test.each(plantedFaults)('%s', async (_, file, from, to, fault) => {
    await tree.edit(file, from, to);
    expect((await tree.faults()).map((text) => text.slice(0, fault.length))).toContain(fault);
  });
});

describe('a file that does not belong is told:', () => {
  test.each(strayFiles)('%s', async (_, file, fault) => {
    await copyFile(join(tree.root, shop, 'it.md'), join(tree.root, file));
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

test('an amount may say that its copy bears no date', async () => {
  await tree.edit(`${shop}/en.md`, 'in 2026.', 'today (no date).');
  await tree.edit(`${shop}/en.md`, '16 May 2026', '16 May');
  expect((await tree.faults()).filter((fault) => fault.includes('without the year'))).toEqual([]);
});

test('a national term, kept and explained, makes no text hard to read', async () => {
  const terms = '*amministrazione straordinaria interregionale* '.repeat(20);
  await tree.edit(`${shop}/en.md`, 'First line', `First line ${terms}`);
  expect((await tree.faults()).filter((fault) => fault.includes('hard to read'))).toEqual([]);
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

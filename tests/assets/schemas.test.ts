import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultsAgainst } from '../support/json-schema.ts';
import type { Schema } from '../support/json-schema.ts';
import { smallTree } from './small-tree.ts';
import type { SmallTree } from './small-tree.ts';

const root = join(import.meta.dirname, '../..');
const schemaOf = (name: string): Schema => JSON.parse(readFileSync(join(root, `content/schemas/${name}.json`), 'utf8')) as Schema;

/** Which files each schema is for, as the editors are told, and a file of the small tree of that kind. */
const kinds = [
  ['entry', /^answers\/\w+\/[\w-]+\/entry\.yaml$/, 'content/answers/it/open-shop/entry.yaml'],
  ['pill', /^pills\/[\w-]+\/pill\.yaml$/, 'content/pills/first-price/pill.yaml'],
  ['card', /^safeguards\/[\w-]+\/card\.yaml$/, 'content/safeguards/threats/card.yaml'],
  ['glossary', /^glossary\/\w+\.yaml$/, 'content/glossary/it.yaml'],
  ['words', /^(?:asides|safeguards\/words)\/\w+\.yaml$/, null],
] as const;

const files = readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

test.each(kinds)('every shipped %s is as its schema says', (name, pattern) => {
  const own = files.filter((file) => pattern.test(file));
  expect(own.length).toBeGreaterThan(4);
  const faults = own.flatMap((file) =>
    faultsAgainst(schemaOf(name), parse(readFileSync(join(root, 'content', file), 'utf8'))).map((fault) => `${file}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('every file of fields has a schema, and editors know it', () => {
  expect(files.filter((file) => !kinds.some(([, pattern]) => pattern.test(file)))).toEqual([]);
  const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
  const known = Object.keys(settings['yaml.schemas'] ?? {});
  expect(known).toEqual([...kinds.map(([name]) => `./content/schemas/${name}.json`), './dialogs/schema.json']);
});

describe('the schemas and the program want the same', () => {
  let tree: SmallTree;
  beforeEach(async () => {
    tree = await smallTree();
  });
  afterEach(() => tree.remove());

  test.each(kinds.flatMap(([name, , file]) => (file === null ? [] : [[name, file] as const])))(
    'fields of %s',
    async (name, file) => {
      const first = /\n?(\s*-? ?)(\w+): /.exec(readFileSync(join(tree.root, file), 'utf8'))?.[2] ?? '';
      await tree.edit(file, `${first}: `, 'strange: ');
      const told = (await tree.faults()).find((fault) => fault.includes("unknown field 'strange'")) ?? '';
      const { properties = {} } = schemaOf(name).items ?? schemaOf(name);
      expect(told.split('; expected ')[1]?.split(', ')).toEqual(Object.keys(properties));
    },
  );

  test.each([
    ['country', 'it'],
    ['topic', 'starting'],
    ['mentor_topic', 'startup'],
    ['risk', 'H1'],
    ['volatility', 'V1'],
  ])('values of %s', async (field, value) => {
    const file = 'content/answers/it/open-shop/entry.yaml';
    const text = readFileSync(join(tree.root, file), 'utf8');
    const written = new RegExp(`^${field}: (.+)$`, 'm').exec(text)?.[1] ?? value;
    await tree.edit(file, `\n${field}: ${written}`, `\n${field}: strange`);
    const told = (await tree.faults()).find((fault) => fault.includes(`'${field}' is 'strange'; expected`)) ?? '';
    expect(told.split('; expected ')[1]?.split(', ')).toEqual(schemaOf('entry').properties?.[field]?.enum);
  });
});

test.each([
  ['entry', { brief: 'IT:X-1' }, "'country' is missing"],
  ['pill', { brief: 'P', topic: 'love', answer: 'a', source_language: 'en' }, "'topic' is 'love'"],
  ['pill', { brief: 'P', topic: 'money', answer: 'a', source_language: 'en', color: 1 }, "unknown field 'color'"],
  ['glossary', [{ term: '' }], "'0.term' is empty"],
  ['words', { 'Not A Name': 'x' }, "'Not A Name' is no name"],
])('a wrong %s is told', (name, value, fault) => {
  expect(faultsAgainst(schemaOf(name), value).join('; ')).toContain(fault);
});

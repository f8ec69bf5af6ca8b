import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, sourceFiles } from '../../support/source-files.ts';

const forms = /_(zero|one|two|few|many|other)$/;
const languages = readdirSync(join(projectRoot, 'locales'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Phrases {
  readonly [key: string]: string | Phrases;
}

function flatten(phrases: Phrases, prefix = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(phrases).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flatten(value, `${prefix}${key}.`),
  );
}

function phrasesOf(language: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(projectRoot, 'locales', language, 'desk.json'), 'utf8');
  return new Map(flatten(JSON.parse(text) as Phrases));
}

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted();
const english = phrasesOf('en');
const keysOf = (phrases: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...phrases.keys()].map((key) => key.replace(forms, '')))].toSorted();

test.each(languages)('%s says everything that English says, in all its plural forms', (language) => {
  const phrases = phrasesOf(language);
  expect(keysOf(phrases)).toEqual(keysOf(english));
  const counted = [...english.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(forms, ''));
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  expect(counted.flatMap((key) => categories.map((form) => `${key}_${form}`)).filter((key) => !phrases.has(key))).toEqual([]);
  // One, two and none may be said without a number.
  const plain = [...phrases].filter(([key]) => !forms.test(key));
  const differing = plain.filter(([key, text]) => String(namesIn(text)) !== String(namesIn(english.get(key) ?? '')));
  expect(differing).toEqual([]);
  expect([...phrases].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('every phrase that the desk asks for is there, and no other', () => {
  const source = sourceFiles('src/browser/desk')
    .map(({ text }) => text)
    .join('\n');
  const keys = keysOf(english);
  const literal = [...source.matchAll(/'((?:[a-z]+)\.[\w-]+)'/gi)].map((match) => match[1] ?? '');
  const stems = new Set(keys.map((key) => key.split('.')[0]));
  const asked = literal.filter((key) => stems.has(key.split('.')[0]) && !key.endsWith('.ts'));
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  const computed =
    /^(topic|sector|stage|channel|risk|channelLong|mentorChat|state|health|connection|fault)\.|^settings\.notifications-|^composer\.(answer|note)$|^people\.(mentor|administrator)$/;
  expect(keys.filter((key) => !asked.includes(key) && !computed.test(key))).toEqual([]);
});

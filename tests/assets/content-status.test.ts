import { expect, test } from 'vitest';
import { contentDue } from '../../src/assets/content-due.ts';
import { contentStatus } from '../../src/assets/content-status.ts';
import { answerPassages, passagesHash } from '../../src/assets/passages.ts';
import type { Entry } from '../../src/domain/answer.ts';
import { smallAssets } from '../knowledge/small-knowledge.ts';

const assets = await smallAssets();
const [first] = assets.entries.values();
if (first === undefined) throw new Error('the small content has no answer');
const source = first.texts[first.sourceLanguage];
if (source === undefined) throw new Error('its source text is missing');
const hash = passagesHash(answerPassages(source));
const entry: Entry = {
  ...first,
  id: 'it/one',
  country: 'it',
  owner: 'italy',
  reviewBy: '2026-03-01',
  expiresOn: null,
  texts: {
    [first.sourceLanguage]: source,
    ar: { ...source, language: 'ar', sourceHash: hash, reviewedBy: 'Amina' },
    zh: { ...source, language: 'zh', sourceHash: 'older' },
    uk: { ...source, language: 'uk', body: null },
  },
};
const languages = ['en', 'ar', 'zh', 'uk', 'hu'].map((code) => ({
  code,
  name: code,
  tag: code,
  direction: 'ltr' as const,
  script: 'Latn',
}));
const of = (each: Entry): { entries: Map<string, Entry>; languages: typeof languages } => ({
  entries: new Map([[each.id, each]]),
  languages,
});

test('each language of a country is counted: whole texts, old ones, those a person read, and questions', () => {
  const shown = contentStatus(of(entry)).map(({ language, texts, stale, reviewed, asked }) => [
    language,
    texts,
    stale,
    reviewed,
    asked,
  ]);
  expect(shown).toEqual([
    ['en', 1, 0, 0, 1],
    ['ar', 1, 0, 1, 1],
    ['zh', 1, 1, 0, 1],
    ['uk', 0, 0, 0, 1],
    ['hu', 0, 0, 0, 0],
  ]);
});

test.each([
  ['long before', '2026-01-01', []],
  ['soon', '2026-02-10', ['2026-03-01 review']],
  ['after it', '2026-03-15', ['2026-03-01 review is overdue: it is answered with a caveat']],
  ['long after', '2026-06-01', ['2026-03-01 review is long overdue: it is no longer answered']],
])('a review shows in time: %s', (_, today, wanted) => {
  const found = contentDue(of({ ...entry, texts: {} }), today, 30).map(({ by, what }) => `${by} ${what}`);
  expect(found).toEqual(wanted);
});

test('a call that closes and a text that grew old are somebody’s work', () => {
  const found = contentDue(of({ ...entry, reviewBy: '2027-01-01', expiresOn: '2026-02-20' }), '2026-02-10', 30);
  expect(found.map(({ owner, by, what }) => [owner, by, what])).toEqual([
    ['italy', '2026-02-10', 'translate again: zh'],
    ['italy', '2026-02-20', 'ends: renew it or take it out'],
  ]);
});

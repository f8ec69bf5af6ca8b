import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { decide } from '../../src/knowledge/find/decide.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { asked, smallAssets } from './small-knowledge.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let assets: Assets;
let knowledge: Knowledge;
beforeAll(async () => {
  assets = await smallAssets();
  knowledge = createKnowledge(assets);
});

describe('a question', () => {
  test.each([
    ['typed as the content has it', 'register a small business in italy', 'it/open-shop'],
    ['misspelt', 'registr smal busines itally', 'it/open-shop'],
    ['with words of the text only', 'is there a Chamber', 'it/open-shop'],
    ['with a term as people spell it', 'partita eva', 'it/open-shop'],
    ['about the other topic', 'food stall at the market', 'it/sell-food'],
  ])('%s finds its answer first', (_, text, entry) => {
    expect(knowledge.find(asked(text)).hits[0]?.entry).toBe(entry);
  });

  test('in another language than the one that was told still finds it', () => {
    const { decision, hits } = knowledge.find(asked('licenza furgone panini', { language: 'en' }));
    expect([decision, hits[0]?.entry, hits[0]?.risk]).toEqual(['answer', 'it/sell-food', 'H2']);
  });

  test('about nothing we know is declined', () => {
    expect(knowledge.find(asked('who won the football match'))).toMatchObject({ decision: 'decline' });
    expect(knowledge.find(asked('zzz'))).toEqual({ decision: 'decline', hits: [], probability: 0 });
    expect(knowledge.find(asked(''))).toEqual({ decision: 'decline', hits: [], probability: 0 });
  });

  test('of another country is never answered with this one, at most suggested', () => {
    const finding = knowledge.find(asked('register a small business in italy', { country: 'hr' }));
    expect(finding.decision).toBe('suggest');
    expect(finding.hits[0]?.entry).toBe('it/open-shop');
    expect(finding.probability).toBeLessThanOrEqual(0.5);
  });

  test('without a known country is looked for everywhere', () => {
    expect(knowledge.find(asked('register a small business in italy', { country: null })).decision).toBe('answer');
  });

  test('that is very long is read at its beginning', () => {
    const text = `register a small business in italy ${'z'.repeat(4096)} food stall at the market which papers`;
    expect(knowledge.find(asked(text))).toEqual(knowledge.find(asked(text.slice(0, 4096))));
    expect(knowledge.find(asked(text.slice(-60))).hits[0]?.entry).toBe('it/sell-food');
  });

  test('of emoji only finds nothing', () => {
    expect(knowledge.find(asked('😀'.repeat(10_000))).hits).toEqual([]);
  });
});

test('a question about a topic without answers is declined, though an answer shares a word with it', () => {
  const text = 'food market football match';
  const asides = { en: { sport: ['football', 'football match', 'who won'] } };
  expect(knowledge.find(asked(text)).decision).not.toBe('decline');
  const warned = createKnowledge({ ...assets, asides });
  expect(warned.find(asked(text))).toMatchObject({ decision: 'decline', probability: 0 });
  expect(warned.find(asked('food stall at the market')).hits.map(({ entry }) => entry)).toEqual(['it/sell-food', 'it/open-shop']);
});

test('an answer for other cities steps back for someone who lives elsewhere', () => {
  const entries = new Map([...assets.entries].map(([id, entry]) => [id, { ...entry, cities: ['milano'] }]));
  const there = createKnowledge({ ...assets, entries });
  const score = (city: string): number => there.find(asked('food stall', { city })).hits[0]?.score ?? 0;
  expect(score('roma')).toBeLessThan(score('milano'));
});

test('where a wrong answer hurts more, more certainty is asked', () => {
  const decisions = (['H0', 'H1', 'H2', 'H3'] as const).map((risk) => decide(0.75, risk));
  expect(decisions).toEqual(['answer', 'answer', 'suggest', 'suggest']);
  expect([0.1, 0.3, 0.9].map((probability) => decide(probability, 'H3'))).toEqual(['decline', 'suggest', 'answer']);
});

test('no content at all is no crash', () => {
  const empty = createKnowledge({ ...assets, entries: new Map(), safeguards: new Map(), terms: [], asides: {}, phrases: {} });
  expect(empty.find(asked('anything')).decision).toBe('decline');
  expect(empty.detect('vorrei aprire un negozio', { language: null, secondLanguage: null, client: null }).language).toBe('it');
});

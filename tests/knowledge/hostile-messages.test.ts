import type { Knowledge } from '../../src/domain/knowledge.ts';
import { explain } from '../../src/knowledge/explain.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { learn } from '../../src/knowledge/learn.ts';
import { asked, noPrior, smallAssets, smallKnowledge } from './small-knowledge.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await smallKnowledge();
  knowledge.find(asked('warm up'));
});

function understand(text: string): void {
  knowledge.detect(text, noPrior);
  knowledge.find(asked(text));
  knowledge.smallTalk(text);
  knowledge.safeguard(text);
}

/** Mulberry32: the same messages in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const alphabets = [
  'abcdefghij klmnopqrst uvwxyz',
  'àéßıłđœ ñçþ',
  'абвгдежз ийклмн',
  'ابتثجحخ دذرزسشص',
  'नमस्ते क्षत्रिय',
  '你好开店多少钱',
  'สวัสดี',
  "'’`-_.,;:!?()[]{}\\/|*+^$",
  '\u0300\u0301\u0489\u200d\ufe0f',
  '\ud800\udc00\udfff',
  '👋🏽👨‍👩‍👧',
  '\u202e\u2066\u200f\0\n\t',
  '0123٤٥٦७८',
];

describe('is read without a crash and soon:', () => {
  test.each([
    ['a megabyte of one letter', 'a'.repeat(1_000_000)],
    ['a megabyte of words', 'shop licence '.repeat(80_000)],
    ['a megabyte of apostrophes', "l'".repeat(500_000)],
    ['lone surrogates', '\ud800'.repeat(5000)],
    ['zalgo', `sh${'\u0301\u0489\u0327'.repeat(3000)}op`],
    ['ten thousand emoji', '👨‍👩‍👧'.repeat(10_000)],
    ['mixed directions', '\u202eabc\u2066ابت\u2069'.repeat(2000)],
    ['a run of Han characters', '开店'.repeat(5000)],
    ['spaces', ' \n\t'.repeat(100_000)],
    ['nulls', '\0'.repeat(100_000)],
  ])('%s', (_, text) => {
    const start = performance.now();
    understand(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('three thousand random messages are understood without a crash', () => {
  const next = chance(7);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];
  for (let i = 0; i < 3000; i++) {
    const letters = Array.from({ length: Math.floor(next() * 40) }, () => pick([...(pick(alphabets) ?? '')]) ?? '');
    understand(letters.join(''));
  }
  expect(knowledge.find(asked('register a small business in italy')).decision).toBe('answer');
});

test('an explanation names language, form, scores and decision', async () => {
  const assets = await smallAssets();
  const explained = explain(assets, learn(assets), asked('Registr a SMALL busines'));
  expect(explained.normalised).toBe('registr a small busines');
  expect(explained.corrected).toContain('business');
  expect(explained.top[0]?.entry).toBe('it/open-shop');
  expect(explained.finding).toEqual(createKnowledge(assets).find(asked('Registr a SMALL busines')));
  expect(Object.values(explained.signals).every(Number.isFinite)).toBe(true);
});

import { beforeAll, expect, test } from 'vitest';
import type { Assets } from '../../src/domain/assets.ts';
import { createDetector } from '../../src/knowledge/language-id/create-detector.ts';
import { learnLanguages } from '../../src/knowledge/language-id/learn-languages.ts';
import { shippedAssets } from '../support/shipped.ts';
import { noPrior } from './small-knowledge.ts';

/** What was told of one language's questions, by parts learned without the entries that they belong to. */
interface Told {
  asked: number;
  right: number;
  surelyWrong: number;
}

const folds = 3;
/** By language, romanised ones apart. */
const told = new Map<string, Told>();
beforeAll(async () => {
  const assets = await shippedAssets();
  for (let fold = 0; fold < folds; fold++) tellFold(assets, fold);
}, 120_000);

function tellFold(assets: Assets, fold: number): void {
  const all = [...assets.entries.values()];
  const shown = new Map(all.filter((_, i) => i % folds !== fold).map((entry) => [entry.id, entry]));
  const profiles = learnLanguages({ entries: shown });
  const detect = createDetector(assets, () => profiles);
  for (const { texts } of all.filter((_, i) => i % folds === fold))
    for (const { language, questions, latin } of Object.values(texts)) {
      for (const text of questions) count(language, language, detect(text, noPrior));
      for (const text of latin) count(`${language}-Latn`, language, detect(text, noPrior));
    }
}

function count(variety: string, wanted: string, found: { readonly language: string; readonly sure: boolean }): void {
  const { asked, right, surelyWrong } = told.get(variety) ?? { asked: 0, right: 0, surelyWrong: 0 };
  const isRight = found.language === wanted;
  told.set(variety, {
    asked: asked + 1,
    right: right + (isRight ? 1 : 0),
    surelyWrong: surelyWrong + (found.sure && !isRight ? 1 : 0),
  });
}

function total(of: (each: Told) => number): number {
  return told.values().reduce((sum, each) => sum + of(each), 0);
}

test('of questions about things not learned from, the languages are told in 97 of 100', () => {
  const shares = told.values().map(({ right, asked }) => right / asked);
  expect(told.size).toBe(18);
  expect(total(({ asked }) => asked)).toBeGreaterThan(10_000);
  expect(shares.reduce((sum, share) => sum + share, 0) / told.size).toBeGreaterThan(0.97);
});

test('in none of them less than 92 of 100', () => {
  const weak = [...told].filter(([, { right, asked }]) => right / asked < 0.92).map(([variety]) => variety);
  expect(weak).toEqual([]);
});

test('a wrong one is held for sure in 3 of 1000 at most', () => {
  expect(total(({ surelyWrong }) => surelyWrong) / total(({ asked }) => asked)).toBeLessThan(0.003);
});

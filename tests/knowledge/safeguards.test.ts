import type { Assets } from '../../src/domain/assets.ts';
import { learnLanguages } from '../../src/knowledge/language-id/learn-languages.ts';
import { createPossibleLanguages, type MayBeIn } from '../../src/knowledge/language-id/possible-languages.ts';
import { compileTriggers } from '../../src/knowledge/safety/compile-triggers.ts';
import { findDangers, matchTriggers } from '../../src/knowledge/safety/match-triggers.ts';
import type { TriggerIndex } from '../../src/knowledge/safety/trigger-index.ts';
import { families, harmlessPhrases, heldBackPhrases, languages, shortMessages } from './danger-phrases.ts';
import { shippedAssets } from '../support/shipped.ts';
import { beforeAll, describe, expect, test } from 'vitest';

let assets: Assets;
let index: TriggerIndex;
let mayBeIn: MayBeIn;
beforeAll(async () => {
  assets = await shippedAssets();
  index = compileTriggers(assets.safeguards.values());
  const profiles = learnLanguages(assets);
  mayBeIn = createPossibleLanguages(() => profiles);
}, 60_000);

// What is reached today on the phrases that nobody read; a figure that rises is written here, one that falls is a fault.
// Percent that are met with a card of any family. The goal is 95 everywhere.
const caughtByLanguage: readonly (readonly [string, number])[] = [
  ['it', 91],
  ['es', 85],
  ['fr', 90],
  ['en', 89],
  ['de', 87],
  ['ar', 70],
  ['zh', 82],
  ['bn', 89],
  ['ur', 87],
  ['uk', 85],
  ['sl', 85],
  ['hr', 95],
  ['sq', 89],
  ['hu', 94],
];
const caughtByFamily: readonly (readonly [string, number])[] = [
  ['violence', 94],
  ['exploitation', 80],
  ['threats', 88],
  ['expulsion', 85],
  ['accident', 85],
  ['food-poisoning', 91],
  ['self-harm', 79],
];

describe('of the danger phrases held back', () => {
  test.each(caughtByLanguage)('in %s, at least %d percent are met with a card', (language, floor) => {
    expect(caught(families, [language])).toBeGreaterThanOrEqual(floor);
  });

  test.each(caughtByFamily)('of %s, at least %d percent are met with a card', (family, floor) => {
    expect(caught([family], languages)).toBeGreaterThanOrEqual(floor);
  });

  test('seven in ten get the card of their own family', () => {
    const all = families.flatMap((family) =>
      heldBack([family], languages).map((text) => findDangers(index, text, mayBeIn)[0]?.family === family),
    );
    expect(percent(all)).toBeGreaterThanOrEqual(70);
  });
});

test.each(languages)('in %s, nine in ten messages of a few words are met with a card', async (language) => {
  const hits = ((await shortMessages())[language] ?? []).map(([, text]) => matchTriggers(index, text, mayBeIn) !== null);
  expect(hits.length).toBeGreaterThanOrEqual(28);
  expect(percent(hits)).toBeGreaterThanOrEqual(90);
});

describe('of harmless questions', () => {
  test('fewer than twelve in a thousand of those that our plain answers answer are met with a card', () => {
    const plain = [...assets.entries.values()].filter(({ risk }) => risk === 'H0' || risk === 'H1');
    const questions = plain.flatMap(({ texts }) =>
      Object.values(texts).flatMap(({ questions: own, latin }) => [...own, ...latin]),
    );
    expect(questions.length).toBeGreaterThan(10_000);
    // Some of them do speak of a danger: of a worker who fell, of wages that are not paid.
    expect(percent(questions.map((text) => matchTriggers(index, text, mayBeIn) !== null))).toBeLessThan(1.2);
  });

  test('at most one in a hundred of everyday ones is met with a card', async () => {
    const alarms = (await harmlessPhrases()).map((text) => matchTriggers(index, text, mayBeIn) !== null);
    expect(alarms.length).toBeGreaterThan(200);
    expect(percent(alarms)).toBeLessThanOrEqual(1);
  });
});

test('a text of four thousand signs, all of them words of danger, is read in a fraction of a second', () => {
  const hostile = index.steps.text.join(' ').slice(0, 4096);
  const start = performance.now();
  matchTriggers(index, hostile);
  expect(performance.now() - start).toBeLessThan(250);
});

function heldBack(of: readonly string[], within: readonly string[]): readonly string[] {
  return of.flatMap((family) => within.flatMap((language) => heldBackPhrases(family, language)));
}

function caught(of: readonly string[], within: readonly string[]): number {
  return percent(heldBack(of, within).map((text) => matchTriggers(index, text, mayBeIn) !== null));
}

function percent(hits: readonly boolean[]): number {
  return (100 * hits.filter(Boolean).length) / hits.length;
}

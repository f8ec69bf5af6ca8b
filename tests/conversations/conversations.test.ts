import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { PlayedTurn } from '../support/golden.ts';
import { createPlayer, matchesEffects, matchesTexts, readGoldens, rewriteGoldens } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));
const update = process.env['UPDATE_GOLDENS'] === '1';

test('there are at least thirty conversations, in all six languages', () => {
  const languages = new Set(files.map((file) => readGoldens(folder + file).cases[0]?.locale));
  expect(files.length).toBeGreaterThanOrEqual(30);
  expect([...languages].toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'it', 'zh']);
});

describe.each(files)('%s', (file) => {
  const { document, cases } = readGoldens(folder + file);
  const all: (readonly PlayedTurn[])[] = [];
  test.each(cases.map((golden, index) => [golden.name ?? String(index + 1), golden] as const))('%s', (_name, golden) => {
    const play = createPlayer(engine, golden);
    const played = golden.turns.map(play);
    all.push(played);
    if (update) return;
    for (const [index, turn] of golden.turns.entries()) {
      const got = played[index]!;
      const said = `turn ${String(index + 1)}`;
      expect(got.faults, said).toEqual([]);
      if (!matchesTexts(got.bot, turn.bot)) expect(got.bot, said).toEqual([turn.bot ?? []].flat());
      expect(got.buttons, said).toEqual(turn.buttons ?? []);
      if (!matchesEffects(got.effects, turn.effects)) expect(got.effects, said).toEqual(turn.effects ?? []);
    }
  });
  if (update)
    test('is rewritten', () => {
      rewriteGoldens(folder + file, document, all);
      expect(all.flat().flatMap(({ faults }) => faults)).toEqual([]);
    });
});

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/domain/engine.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { PlayedTurn } from '../support/golden.ts';
import { createPlayer, isUpdating, readGoldens, rewriteGoldens, shown, expectedTurns } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';

const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

/** Made only where a conversation asks for it: to index the content takes seconds. */
async function shippedEngine(): Promise<Engine> {
  const content = await shippedAssets();
  return createEngine(content, await shippedKnowledge(content));
}
const isShipped = files.some((file) => readGoldens(folder + file).cases.some(({ content }) => content === 'shipped'));
let shipped: Engine = engine;
beforeAll(async () => {
  if (isShipped) shipped = await shippedEngine();
}, 120_000);

test('there are at least thirty conversations, in all our languages', () => {
  const languages = new Set(files.flatMap((file) => readGoldens(folder + file).cases.map(({ locale }) => locale)));
  expect(files.length).toBeGreaterThanOrEqual(30);
  expect([...languages]).toEqual(expect.arrayContaining(['ar', 'bn', 'de', 'en', 'es', 'fr', 'hr', 'hu', 'it', 'sl', 'sq', 'uk', 'ur', 'zh']));
});

describe.each(files.map((file) => [file, folder + file] as const))('%s', (_file, file) => {
  const { document, cases } = readGoldens(file);
  const all: (readonly PlayedTurn[])[] = [];

  test.each(cases.map((golden, index) => [golden.name ?? String(index + 1), golden] as const))('%s', (_name, golden) => {
    const played = golden.turns.map(createPlayer(golden.content === 'shipped' ? shipped : engine, golden));
    all.push(played);
    expect(shown(played)).toEqual(isUpdating ? shown(played) : expectedTurns(golden, played));
  });

  afterAll(() => {
    if (isUpdating) rewriteGoldens(file, document, all);
  });
});

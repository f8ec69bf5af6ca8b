import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/run-turn.ts';
import { stepHandlers } from '../../../src/engine/steps/registry.ts';
import { loadTestAssets, withDialogs } from '../../support/assets.ts';
import type { PlayedTurn } from '../../support/golden.ts';
import { createPlayer, isUpdating, readGoldens, rewriteGoldens, shown, expectedTurns } from '../../support/golden.ts';
import { simpleKnowledge } from '../../support/knowledge.ts';

const phrases = {
  hello: 'Hello from the test',
  ask: 'What is it?',
  retry: 'Not like that.',
  one: 'First thing',
  two: 'Second thing',
};

/** Each case is a golden dialogue over a dialog of its own, `try`, which `button: ">try"` starts. */
const folder = new URL('.', import.meta.url).pathname;
const assets = await loadTestAssets();
const knowledge = simpleKnowledge(assets);

test('every step type has its cases, and no file is without a type', () => {
  const types = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', ''));
  expect(types.toSorted()).toEqual(Object.keys(stepHandlers).toSorted());
});

describe.each(Object.keys(stepHandlers).map((type) => [type, `${folder}${type}.yaml`] as const))('%s', (type, file) => {
  const { document, cases } = readGoldens(file);
  const all: (readonly PlayedTurn[])[] = [];

  test('is tried with and without buttons', () => {
    const channels = new Set(cases.map(({ channel = 'web-chat' }) => channel));
    expect([...channels]).toEqual(expect.arrayContaining(['console', 'web-chat']));
    expect(cases.filter(({ steps }) => steps?.includes(`type: ${type}`) !== true)).toEqual([]);
  });

  test.each(cases.map((golden) => [golden.name ?? '', golden] as const))('%s', (_name, golden) => {
    const sources = { try: `id: try\nsteps:\n${golden.steps ?? ''}` };
    const played = golden.turns.map(createPlayer(createEngine(withDialogs(assets, sources, phrases), knowledge), golden));
    all.push(played);
    expect(shown(played)).toEqual(isUpdating ? shown(played) : expectedTurns(golden, played));
  });

  afterAll(() => {
    if (isUpdating) rewriteGoldens(file, document, all);
  });
});

import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import { smallTalkWords } from '../../src/knowledge/small-talk/small-talk-words.ts';
import type { Golden } from '../support/golden.ts';
import { createPlayer } from '../support/golden.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';

const assets = await shippedAssets();
const engine = createEngine(assets, await shippedKnowledge(assets));
const cards = new Set([...assets.safeguards.values()].flatMap((family) => Object.values(family.texts).map(({ card }) => card.slice(0, 30))));

/** Names of the lists of words that mean the same at any moment. */
const steering = [...new Set([...assets.dialogs.values()].flatMap(({ word }) => word ?? [])), 'yes', 'no', 'cancel'];

/** Every text below a value. */
function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === 'object' && value !== null ? Object.values(value as JsonObject).flatMap(texts) : [];
}

/** Whether saying it, before anything else, brings a card about a danger. */
function isAlarm(locale: string, user: string): boolean {
  const golden: Golden = { locale, turns: [{ user }] };
  const play = createPlayer(engine, golden);
  const [turn] = golden.turns;
  if (turn === undefined) return false;
  const { bot } = play(turn);
  return [bot].flat().some((said) => [...cards].some((card) => said.includes(card)));
}

test('no word that steers the conversation, and no button, is met with a card, in any language', () => {
  const alarms = Object.entries(assets.phrases).flatMap(([language, { bot }]) =>
    [...steering.flatMap((word) => texts((bot?.['words'] as JsonObject | undefined)?.[word])), ...texts(bot?.['option'])].filter((text) => isAlarm(language, text)).map((text) => `${language}: ${text}`),
  );
  expect(cards.size).toBeGreaterThan(6);
  expect(alarms).toEqual([]);
}, 60_000);

test('no greeting, thanks or goodbye is', () => {
  expect(
    Object.values(smallTalkWords)
      .flat()
      .filter((text) => isAlarm('en', text)),
  ).toEqual([]);
}, 60_000);

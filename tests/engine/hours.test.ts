import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/run-turn.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { Golden } from '../support/golden.ts';
import { createPlayer } from '../support/golden.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

/** The hour that is subscribed to when someone is offered 08:00, 12:00, 18:00 and 20:00 and writes this. */
function hourFor(reply: string): string | null {
  const golden: Golden = { contact: { language: 'en', country: 'it' }, turns: [] };
  const play = createPlayer(engine, golden);
  play({ user: 'tips' });
  play({ button: 'Money' });
  const { effects } = play({ user: reply });
  const subscribed = effects.find((effect) => effect.type === 'subscribe');
  return subscribed?.localTime ?? null;
}

test.each([
  ['2', '12:00'],
  ['٣', '18:00'],
  ['第二个', '12:00'],
  ['due', '12:00'],
  ['the third', '18:00'],
  ['8', '08:00'],
  ['08:00', '08:00'],
  ['18:30', '18:30'],
  ['12.15', '12:15'],
  ['19h30', '19:30'],
  ['alle 3', '03:00'],
  ['at 2', '02:00'],
  ['at 2 pm', '14:00'],
  ['half past nine', '09:30'],
  ['alle nove e un quarto', '09:15'],
  ['a las ocho y media de la tarde', '20:30'],
  ['midi svp', '12:00'],
  ['晚上七点半', '19:30'],
  ['الساعة ٨ ونص مساء', '20:30'],
  ['25:00', null],
  ['tomorrow', null],
])('"%s" is %s', (reply, hour) => {
  expect(hourFor(reply)).toBe(hour);
});

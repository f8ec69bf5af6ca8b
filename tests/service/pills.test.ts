import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Activity } from '../../src/domain/activity.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Pill } from '../../src/domain/pill.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import type { Engine } from '../../src/domain/engine.ts';
import { addressOf, openInside } from '../support/inside.ts';
import type { TestInside } from '../support/inside.ts';
import { shippedAssets, shippedKnowledge } from '../support/shipped.ts';

const hour = 3_600_000;
const day = 24 * hour;

let assets: Assets;
let engine: Engine;
let inside: TestInside;
let conversationId: string;

beforeAll(async () => {
  assets = await shippedAssets();
  engine = createEngine(assets, await shippedKnowledge(assets));
}, 60_000);
afterEach(() => inside.dispose());

/** Says it, and resolves with what the service says to that. */
async function say(said: Partial<Activity>): Promise<readonly Activity[]> {
  const before = (await spoken()).length;
  const activity: Activity = { type: 'message', locale: 'it-IT', ...said };
  const [receipt] = await inside.inbox.receive([{ address: addressOf('amina'), dedupeKey: inside.universe.id(), activity }]);
  conversationId = receipt?.conversationId ?? '';
  await inside.chats.settled(conversationId, 5_000);
  return (await spoken()).slice(before);
}

async function spoken(): Promise<readonly Activity[]> {
  if (conversationId === '') return [];
  const rows = await inside.store.read(({ conversations }) =>
    conversations.transcript(conversationId, { after: 0, limit: 1000, notes: false }),
  );
  return rows.filter(({ actor }) => actor === 'bot').map(({ activity }) => activity);
}

/** Presses a button of what was said last. */
async function press(title: string): Promise<readonly Activity[]> {
  const action = (await spoken()).at(-1)?.suggestedActions?.actions.find((one) => one.title === title);
  return say({ text: title, value: action?.value ?? 'no such button' });
}

/** Monday, 10 in the morning in Rome. Money, at nine. */
async function subscribe(): Promise<void> {
  conversationId = '';
  inside = await openInside({ assets, engine });
  await say({ text: 'consigli' });
  await press('Soldi');
  await say({ text: 'alle 9' });
  expect((await press('Italia')).at(-1)?.text).toMatch(/alle 09:00.*Soldi/);
}

/** Moves the clock, and lets everything that is due happen. Resolves with what the service then says by itself. */
async function later(ms: number): Promise<readonly Activity[]> {
  const before = (await spoken()).length;
  inside.universe.advance(ms);
  inside = await inside.restart();
  await inside.start();
  await expect.poll(() => inside.store.read(({ timers }) => timers.due(inside.universe.now(), 1))).toEqual([]);
  return (await spoken()).slice(before);
}

function pillIn({ text = '' }: Activity): Pill {
  const found = [...assets.pills.values()].find(({ texts }) => text.includes(`**${texts['it']?.title ?? '?'}**`));
  if (found === undefined) throw new Error(`No pill of ours: ${text}`);
  return found;
}

test(
  'who subscribes in the chat gets one pill a day, at their hour, of their topic, in their language',
  { timeout: 30_000 },
  async () => {
    await subscribe();
    expect(await later(23 * hour - 1)).toEqual([]);
    const first = await later(1);
    expect(first).toHaveLength(1);
    expect(pillIn(first[0]!).topic).toBe('money');
    expect(first[0]?.text).toContain(pillIn(first[0]!).texts['it']?.question);
    expect(await later(12 * hour)).toEqual([]);
    const second = await later(12 * hour);
    expect(second).toHaveLength(1);
    expect(pillIn(second[0]!).id).not.toBe(pillIn(first[0]!).id);
  },
);

test('the check question is answered right by a button, and wrong in words: both learn why', { timeout: 30_000 }, async () => {
  await subscribe();
  const [monday] = await later(23 * hour);
  const right = pillIn(monday!);
  const { options, why } = right.texts['it']!;
  const [praised] = await press(options[right.answer]!);
  expect(praised?.text).toMatch(/^\*\*Giusto/);
  expect(praised?.text).toContain(why);

  const [tuesday] = await later(day);
  const wrong = pillIn(tuesday!);
  const text = wrong.texts['it']!;
  const [corrected] = await say({ text: text.options.find((_, index) => index !== wrong.answer)! });
  expect(corrected?.text).toContain(text.options[wrong.answer]);
  expect(corrected?.text).toContain(text.why);
});

test(
  'a question that is still open does not stand in the way of other questions, nor of tomorrow’s pill',
  { timeout: 30_000 },
  async () => {
    await subscribe();
    await later(23 * hour);
    const [answer] = await say({ text: 'quanto devo pagare INPS anche se non guadagno?' });
    expect(answer?.channelData?.sportello).toMatchObject({ outcome: 'answer', entry: 'it/inps-contributions' });
    expect(await later(day)).toHaveLength(1);
  },
);

test('a pause brings seven quiet days, and stop ends it', { timeout: 60_000 }, async () => {
  await subscribe();
  await say({ text: 'pausa' });
  await press('7 giorni');
  expect(await later(23 * hour)).toEqual([]);
  for (let days = 2; days <= 7; days++) expect(await later(day)).toEqual([]);
  expect(await later(day)).toHaveLength(1);
  await say({ text: 'stop' });
  expect(await later(day)).toEqual([]);
});

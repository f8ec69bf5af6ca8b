import { afterEach, expect, test } from 'vitest';
import type { Pill, PillTopic } from '../../src/domain/pill.ts';
import type { Script, TestInside } from '../support/inside.ts';
import { message, openInside, pushChannel, transcriptOf } from '../support/inside.ts';

let inside: TestInside;
afterEach(() => inside.dispose());

const hour = 3_600_000;
const day = 24 * hour;

const script: Script = (input) => {
  if (input.type === 'happening') return { say: [`${input.trigger} ${JSON.stringify(input.values['pill'])}`] };
  switch (input.activity.text) {
    case 'subscribe':
      return { effects: [{ type: 'subscribe', topics: ['money'], localTime: '12:00', zone: 'Europe/Rome' }] };
    case 'pause':
      return { effects: [{ type: 'pause-subscription', days: 7 }] };
    case 'stop':
      return { effects: [{ type: 'end-subscription' }] };
    case 'a person please':
      return { effects: [{ type: 'open-handoff', topic: null, risk: 'H1', reason: 'help' }] };
    default:
      return {};
  }
};

const pills = new Map(['break-even', 'two-wallets', 'what-is-profit'].map((id) => [id, pill(id, 'money')]));

function pill(id: string, topic: PillTopic): Pill {
  return { id, topic, brief: id, answer: 0, sourceLanguage: 'en', countryLine: false, texts: {} };
}

/** Monday, 9 in the morning in London, 10 in Rome. */
async function subscribed(channel = 'web-chat'): Promise<string> {
  inside = await openInside({ script, assets: { pills } });
  return say('subscribe', channel);
}

async function say(text: string, channel = 'web-chat'): Promise<string> {
  const key = `${text} ${String(inside.universe.now())}`;
  const [receipt] = await inside.inbox.receive([message(text, { channel, key })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  return receipt?.conversationId ?? '';
}

/** Moves the clock, and lets everything that is due happen. */
async function later(ms: number): Promise<void> {
  inside.universe.advance(ms);
  inside = await inside.restart();
  await inside.start();
  await expect.poll(async () => (await inside.store.read(({ timers }) => timers.due(inside.universe.now(), 1))).length).toBe(0);
}

async function pillsSaid(conversationId: string): Promise<readonly string[]> {
  return (await transcriptOf(inside, conversationId)).filter((line) => line.includes('pill-due'));
}

test('a pill comes at the chosen hour on the person’s clock, and not before', async () => {
  const conversationId = await subscribed();
  await later(2 * hour - 1);
  expect(await pillsSaid(conversationId)).toEqual([]);
  await later(1);
  expect(await pillsSaid(conversationId)).toEqual(['bot: pill-due "break-even"']);
});

test('each day brings another pill, and after the last one the oldest comes again', async () => {
  const conversationId = await subscribed();
  await later(2 * hour);
  for (let days = 0; days < 3; days++) await later(day);
  expect(await pillsSaid(conversationId)).toEqual([
    'bot: pill-due "break-even"',
    'bot: pill-due "two-wallets"',
    'bot: pill-due "what-is-profit"',
    'bot: pill-due "break-even"',
  ]);
});

test('after an outage of three days one pill comes, not three', async () => {
  const conversationId = await subscribed();
  await later(3 * day + 3 * hour);
  expect(await pillsSaid(conversationId)).toHaveLength(1);
});

test('a pill that is more than two hours late is left out', async () => {
  const conversationId = await subscribed();
  await later(5 * hour);
  expect(await pillsSaid(conversationId)).toEqual([]);
  await later(21 * hour);
  expect(await pillsSaid(conversationId)).toHaveLength(1);
});

test('a second subscription on the same day does not bring a second pill for that day', async () => {
  const conversationId = await subscribed();
  await later(2 * hour);
  inside.universe.at('2026-01-05T10:59:00Z');
  await say('subscribe');
  await later(60_000);
  expect(await pillsSaid(conversationId)).toHaveLength(1);
  await later(day);
  expect(await pillsSaid(conversationId)).toHaveLength(2);
});

test('while paused nothing comes; after the pause it goes on', async () => {
  const conversationId = await subscribed();
  await say('pause');
  for (let days = 0; days < 7; days++) await later(days === 0 ? 2 * hour : day);
  expect(await pillsSaid(conversationId)).toEqual([]);
  await later(day);
  expect(await pillsSaid(conversationId)).toHaveLength(1);
});

test('after stop nothing comes any more', async () => {
  const conversationId = await subscribed();
  await say('stop');
  await later(2 * hour);
  await later(day);
  expect(await pillsSaid(conversationId)).toEqual([]);
});

test('a pill that is already on its way is called back by stop', async () => {
  inside = await openInside({ script, assets: { pills }, onSend: () => Promise.reject(new Error('offline')) });
  const conversationId = await say('subscribe', 'telegram');
  await later(2 * hour);
  await say('stop', 'telegram');
  expect(await pillsSaid(conversationId)).toHaveLength(1);
  inside.universe.advance(hour);
  expect(await inside.store.write(({ outbox }) => outbox.claimDue(10, inside.universe.now(), ['telegram']))).toEqual([]);
});

test('while a mentor is awaited pills are silent', async () => {
  const conversationId = await subscribed();
  await say('a person please');
  await later(2 * hour);
  expect(await pillsSaid(conversationId)).toEqual([]);
});

test('a date that was served is never served again, whatever the timers say', async () => {
  const conversationId = await subscribed();
  await later(2 * hour);
  const { scope, partnerId } = { scope: await subscriptionOf(conversationId), partnerId: 'main' };
  await inside.store.write(({ timers }) =>
    timers.set({ id: 'again', partnerId, type: 'pill-due', scope, conversationId, fireAt: inside.universe.now() }),
  );
  await later(1);
  expect(await pillsSaid(conversationId)).toHaveLength(1);
  const next = await inside.store.read(({ timers }) => timers.next());
  expect(next).toBe(Temporal.Instant.from('2026-01-06T11:00:00Z').epochMilliseconds);
});

async function subscriptionOf(conversationId: string): Promise<string> {
  const conversation = await inside.store.read(({ conversations }) => conversations.load(conversationId));
  return conversation?.subscription?.id ?? '';
}

test.each([
  ['whatsapp-web', 'whatsapp-web', 24, 1],
  ['whatsapp-web', 'whatsapp-web', 23, 0],
  // They go on where they were asked for, never to the linked phone.
  ['web-chat', 'whatsapp-web', 24, 1],
  ['whatsapp-web', 'web-chat', 23, 1],
])('asked for on %s, the last word on %s, which must be within %i hours: %i pills', async (asked, wrote, hours, count) => {
  const beside = [pushChannel([], undefined, { name: 'whatsapp-web', pillWindowMs: hours * hour })];
  inside = await openInside({ script, assets: { pills }, beside });
  inside.universe.at('2026-01-05T11:30:00Z');
  const conversationId = await say('subscribe', asked);
  await also(conversationId, asked, wrote);
  // At noon in Rome.
  await later(23.5 * hour);
  expect(await pillsSaid(conversationId)).toHaveLength(count);
  const rows = await inside.store.read(({ conversations }) =>
    conversations.transcript(conversationId, { after: 0, limit: 100, notes: false }),
  );
  const where = rows.filter(({ activity }) => activity.text?.includes('pill-due')).map(({ channel }) => channel);
  const there = asked === wrote ? 'whatsapp-web' : 'web-chat';
  expect(where.filter((one) => one !== there)).toEqual([]);
});

/** The same person on another channel. */
async function also(conversationId: string, known: string, channel: string): Promise<void> {
  const [one, other] = [known, channel].map((name) => message('hello again', { channel: name }).address);
  if (one !== undefined && other !== undefined && known !== channel) {
    const seat = await inside.store.read(({ people }) => people.findSeat(one));
    if (seat !== null) await inside.store.write(({ people }) => people.addAddress(other, seat, inside.universe.now()));
  }
  expect(await say('hello again', channel)).toBe(conversationId);
}

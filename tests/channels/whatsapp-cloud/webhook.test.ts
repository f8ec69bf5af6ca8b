import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inbox } from '../../../src/ports/inbox.ts';
import { askChallenge, deliverTo, openCloudBot } from '../../support/cloud-bot.ts';
import type { CloudPhone } from '../../support/cloud-phone.ts';
import { headOf, openCloudPhone, webhookOf } from '../../support/cloud-phone.ts';
import type { Deliver, GraphApi } from '../../support/graph-api.ts';
import { openGraphApi, signedBytes, signedWebhook } from '../../support/graph-api.ts';
import type { TestInside } from '../../support/inside.ts';
import { seededUniverse } from '../../support/universe.ts';
import { metaExamples } from './meta-examples.ts';

let api: GraphApi;
let bot: TestInside;
let phone: CloudPhone;
let deliver: Deliver;
let inboxOf: (inbox: Inbox) => Inbox;
const universe = seededUniverse();

beforeEach(async () => {
  inboxOf = (inbox) => inbox;
  api = await openGraphApi({ now: universe.now });
  bot = await openCloudBot(api, { universe, cloudInbox: (inbox) => ({ receive: (items) => inboxOf(inbox).receive(items) }) });
  deliver = deliverTo(() => bot);
  phone = openCloudPhone(api, { deliver, now: universe.now });
});
afterEach(async () => {
  const closed = bot.dispose();
  await api.close();
  await closed;
});

const post = (payload: unknown): Promise<number> => {
  const { bytes, headers } = signedWebhook(payload, api.appSecret);
  return deliver(bytes, headers);
};

describe('the handshake', () => {
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a word of ours', 'hub.challenge': '1158201444' };

  test('gives the challenge back to whoever knows the word', async () => {
    expect(await askChallenge(bot, right)).toBe('1158201444');
  });

  test.each([
    ['another word', { ...right, 'hub.verify_token': 'a word' }],
    ['no word', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }],
  ])('refuses %s', async (_what, query) => {
    await expect(askChallenge(bot, query)).rejects.toMatchObject({ status: 403 });
  });
});

describe('a signature', () => {
  const { bytes, headers } = signedWebhook({ object: 'whatsapp_business_account', entry: [] }, 'the-secret-of-the-app');
  const signature = headers['x-hub-signature-256'] ?? '';

  test('of exactly these bytes is accepted', async () => {
    expect(await deliver(bytes, headers)).toBe(200);
  });

  test.each([
    ['of other bytes', { 'x-hub-signature-256': signature }, Buffer.from('{"entry":[] }')],
    ['of another secret', signedWebhook({}, 'another secret').headers, bytes],
    ['that is missing', {}, bytes],
    ['that is empty', { 'x-hub-signature-256': '' }, bytes],
    ['of another kind', { 'x-hub-signature-256': signature.replace('sha256', 'sha1') }, bytes],
    ['that is cut', { 'x-hub-signature-256': signature.slice(0, -2) }, bytes],
    ['of zeros', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, bytes],
  ])('%s is answered 401, and its digest is nowhere in the log', async (_what, given, body) => {
    expect(await deliver(body, given)).toBe(401);
    expect(bot.runs).toEqual([]);
    expect(bot.logged.join()).not.toContain(signature.slice(7, 20));
  });

  test('over bytes that are no JSON helps nothing', async () => {
    const broken = Buffer.from('{"entry":');
    expect(await deliver(broken, signedBytes(broken, api.appSecret))).toBe(400);
  });
});

describe('a webhook of fifty messages', () => {
  const fifty = (): unknown => {
    const messages = Array.from({ length: 50 }, (_, index) => ({
      ...headOf(String(393_330_000_000 + (index % 7)), null, `batch.${String(index)}`, universe.now()),
      type: 'text',
      text: { body: `message ${String(index)}` },
    }));
    return webhookOf(api.phoneId, { contacts: [], messages });
  };

  test('is stored whole', async () => {
    expect(await post(fifty())).toBe(200);
    await expect.poll(() => bot.runs.length, { timeout: 5_000 }).toBe(50);
  });

  test('is stored not at all where one of them can’t be, and comes again', async () => {
    inboxOf = (inbox) => ({
      receive: (items) =>
        inbox.receive(items.map((item, index) => (index === 49 ? { ...item, activity: unserialisable } : item))),
    });
    await expect(post(fifty())).rejects.toThrow('disk full');
    expect(bot.runs).toEqual([]);
    inboxOf = (inbox) => inbox;
    expect(await post(fifty())).toBe(200);
    await expect.poll(() => bot.runs.length, { timeout: 5_000 }).toBe(50);
  });
});

/** No database takes it. */
const unserialisable = {
  type: 'message',
  get text(): string {
    throw new Error('disk full');
  },
} as const;

test('the same webhook a thousand times has one effect', { timeout: 30_000 }, async () => {
  const message = { ...headOf('393331234567', null, 'same', universe.now()), type: 'text', text: { body: 'hello' } };
  api.heardAt.set('393331234567', universe.now());
  const payload = webhookOf(api.phoneId, { contacts: [], messages: [message] });
  for (let round = 0; round < 20; round++) {
    const statuses = await Promise.all(Array.from({ length: 50 }, () => post(payload)));
    expect(new Set(statuses)).toEqual(new Set([200]));
  }
  await expect.poll(() => phone.texts()).toEqual(['echo hello']);
  expect(bot.runs).toHaveLength(1);
  expect(api.read).toHaveLength(1);
});

test('a message for another number is none of ours, and the log says so', async () => {
  const message = { ...headOf('393331234567', null, 'x', universe.now()), type: 'text', text: { body: 'hello' } };
  expect(await post(webhookOf('999', { contacts: [], messages: [message] }))).toBe(200);
  expect(bot.runs).toEqual([]);
  expect(bot.logged).toContain('whatsapp webhook is for another number than WHATSAPP_CLOUD_PHONE_ID');
});

test('what becomes of templates is said in the log', async () => {
  const value = { event: 'PAUSED', message_template_name: 'sportello_tip', message_template_language: 'it' };
  expect(await post(webhookOf(api.phoneId, value, 'message_template_status_update'))).toBe(200);
  expect(bot.logged).toContain('whatsapp says: template sportello_tip (it): PAUSED');
});

test('ten thousand webhooks with something wrong in them crash nothing', { timeout: 60_000 }, async () => {
  const { chance } = seededUniverse({ seed: 7 });
  const texts = metaExamples.map((value) => JSON.stringify(webhookOf(api.phoneId, value)));
  // Every tenth goes all the way; as many commits as all of them are worth no minute.
  const unread: Inbox = { receive: (items) => Promise.resolve(items.map(() => nothing)) };
  const seen = new Map<number, number>();
  for (let round = 0; round < 10_000; round++) {
    const source = texts[Math.floor(chance() * texts.length)] ?? '';
    const bytes = Buffer.from(chance() < 0.3 ? mutateBytes(source, chance) : JSON.stringify(mutate(JSON.parse(source), chance)));
    inboxOf = (inbox) => (round % 10 === 0 ? inbox : unread);
    const status = await deliver(bytes, signedBytes(bytes, api.appSecret));
    seen.set(status, (seen.get(status) ?? 0) + 1);
  }
  expect([...seen.keys()].toSorted((a, b) => a - b)).toEqual([200, 400]);
  expect(seen.get(200)).toBeGreaterThan(6_000);
  // What was not spoilt still arrives.
  inboxOf = (inbox) => inbox;
  await phone.say('still there');
  await expect.poll(() => phone.texts().at(-1), { timeout: 10_000 }).toBe('echo still there');
});

const nothing = { status: 'duplicate', inboxId: '', activityId: '', conversationId: '', addressId: '', seq: 0 } as const;

type Chance = () => number;

/** Replaces, removes or repeats something anywhere in the tree. */
function mutate(value: unknown, chance: Chance): unknown {
  if (chance() < 0.06) return odd[Math.floor(chance() * odd.length)];
  if (Array.isArray(value)) {
    const list = value.map((item) => mutate(item, chance));
    return chance() < 0.05 ? [...list, ...list, null] : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => chance() > 0.04);
  return Object.fromEntries(kept.map(([key, item]) => [chance() < 0.02 ? oddKey(chance) : key, mutate(item, chance)]));
}

const oddKey = (chance: Chance): string =>
  ['__proto__', 'constructor', 'messages', 'toString', ''][Math.floor(chance() * 5)] ?? '';
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  '\uD800',
  'x'.repeat(5_000),
  [],
  {},
  [[]],
  { length: 9 },
  'hasOwnProperty',
  '__proto__',
  '99999999999999999999',
];

function mutateBytes(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text);
  for (let count = 0; count < 3; count++) bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  return chance() < 0.3 ? bytes.subarray(0, Math.floor(chance() * bytes.length)) : bytes;
}

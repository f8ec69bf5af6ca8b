import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/run-turn.ts';
import type { Mentor } from '../../src/domain/mentor.ts';
import type { Seat } from '../../src/ports/store.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { TestInside } from '../support/inside.ts';
import { addressOf, message, openInside, transcriptOf } from '../support/inside.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));

let inside: TestInside;
beforeEach(async () => {
  inside = await openInside({ engine, assets });
  await inside.start();
});
afterEach(() => inside.dispose());

const minute = 60_000;
const patient = { timeout: 8_000 };
let count = 0;

/** One message of a person, answered; what was said to them in answer, at that address. */
async function say(who: string, text: string, channel = 'web-chat'): Promise<string> {
  const key = `${String(++count)} ${text}`;
  const before = (await rowsAt(who, channel)).length;
  const [receipt] = await inside.inbox.receive([message(text, { user: who, channel, key })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  const rows = (await rowsAt(who, channel)).slice(before);
  return rows.filter((line) => line.startsWith('bot: ')).join('\n');
}

async function seatOf(who: string, channel = 'web-chat'): Promise<Seat> {
  const seat = await inside.store.read(({ people }) => people.findSeat(addressOf(who, channel)));
  if (seat === null) throw new Error(`${who} sits nowhere on ${channel}`);
  return seat;
}

async function rowsAt(who: string, channel = 'web-chat'): Promise<readonly string[]> {
  const seat = await inside.store.read(({ people }) => people.findSeat(addressOf(who, channel)));
  if (seat === null) return [];
  const rows = await inside.chats.transcript(seat, 0, 1_000);
  return rows.map(({ actor, activity }) => `${actor}: ${activity.text ?? ''}`);
}

/** A code that somebody makes in a channel. */
async function codeOf(who: string, channel = 'web-chat'): Promise<string> {
  const said = await say(who, 'use another app', channel);
  return /\*\*(\S+)\*\*/.exec(said)?.[1] ?? `no code in: ${said}`;
}

/** Somebody on the web, in Arabic, in Italy, with pills. */
async function webPerson(who = 'amina'): Promise<void> {
  await say(who, 'hello');
  const { contactId } = await seatOf(who);
  await inside.store.write(({ people }) =>
    people.change(contactId, { language: 'en', country: 'it', city: 'Prato', sector: 'food', stage: 'open' }),
  );
  for (const text of ['tips', 'Money', '12:00']) await say(who, text);
}

async function joined(who = 'amina', phone = 'phone'): Promise<void> {
  const code = await codeOf(who);
  await say(phone, code, 'telegram');
  expect(await say(phone, 'yes', 'telegram')).toContain('are now one');
}

async function conversationAt(who: string, channel?: string) {
  const { conversationId } = await seatOf(who, channel);
  const found = await inside.store.read(({ conversations }) => conversations.load(conversationId));
  if (found === null) throw new Error('no conversation');
  return found;
}

async function mentor(name = 'Lena'): Promise<Mentor> {
  const link = await inside.people.invite(name, 'mentor', ['en']);
  return (await inside.people.accept(link, name, 'correct horse battery')).mentor;
}

async function askForPerson(who: string, channel?: string): Promise<void> {
  await say(who, 'person', channel);
  await say(who, 'Money and loans', channel);
}

const owner = async (who: string, channel?: string): Promise<string> => (await conversationAt(who, channel)).owner;

test('who goes on in another channel is the same person there', async () => {
  await webPerson();
  const before = await rowsAt('amina');
  const code = await codeOf('amina');
  const asked = await say('phone', `sportello ${code.toLowerCase()}`, 'telegram');
  expect(asked).toContain('This code comes from: the web page');
  expect((await seatOf('phone', 'telegram')).contactId).not.toBe((await seatOf('amina')).contactId);
  await say('phone', 'yes', 'telegram');

  const [web, phone] = [await seatOf('amina'), await seatOf('phone', 'telegram')];
  expect(phone).toMatchObject({ contactId: web.contactId, conversationId: web.conversationId });
  expect(await conversationAt('phone', 'telegram')).toMatchObject({
    contact: { language: 'en', country: 'it', city: 'Prato', sector: 'food', stage: 'open' },
    subscription: { localTime: '12:00', topics: ['money'], status: 'active' },
  });
  // Nothing was lost, and each place shows what was said there.
  expect((await rowsAt('amina')).slice(0, before.length)).toEqual(before);
  expect((await transcriptOf(inside, web.conversationId)).join('\n')).toContain(`contact: sportello ${code.toLowerCase()}`);
  const data = await say('phone', 'my data', 'telegram');
  expect(data).toContain('Apps: the web page and Telegram');
  expect(data).toContain('Prato');
});

test('who made the code is told there, and undoes it with one word', async () => {
  await webPerson();
  await joined();
  await expect.poll(async () => (await rowsAt('amina')).at(-1), patient).toContain('Telegram has just been joined');
  expect(await say('amina', 'not me')).toContain('That app is separated');
  expect((await seatOf('phone', 'telegram')).contactId).not.toBe((await seatOf('amina')).contactId);
  expect(await conversationAt('phone', 'telegram')).toMatchObject({ subscription: null, owner: 'bot' });
  expect((await conversationAt('amina')).subscription).not.toBeNull();
  expect(await say('phone', 'my data', 'telegram')).toContain('Apps: Telegram\n');
  // Pressed again it undoes nothing else.
  expect(await say('amina', 'not me')).toContain('No app was joined lately');
});

test('whoever is in a channel may leave it, and learns what stays', async () => {
  await webPerson();
  expect(await say('amina', 'leave this app')).toContain('only in this app');
  await joined();
  expect(await say('phone', 'leave this app', 'telegram')).toContain('stay in your other apps');
  expect(await say('phone', 'yes', 'telegram')).toContain('on its own again');
  expect((await seatOf('phone', 'telegram')).conversationId).not.toBe((await seatOf('amina')).conversationId);
  expect(await say('phone', 'menu', 'telegram')).toContain('What do you need?');
  expect(await say('amina', 'menu')).toContain('What do you need?');
});

test('a no joins nothing, and the code can still be used', async () => {
  await webPerson();
  const code = await codeOf('amina');
  await say('stranger', code, 'telegram');
  expect(await say('stranger', 'no', 'telegram')).toContain('nothing was joined');
  expect((await seatOf('stranger', 'telegram')).contactId).not.toBe((await seatOf('amina')).contactId);
  expect(await say('phone', code, 'telegram')).toContain('This code comes from');
});

test('a code works once, for a quarter of an hour, and not for its maker', async () => {
  await webPerson();
  const first = await codeOf('amina');
  expect(await say('amina', first)).toContain('your own');
  const second = await codeOf('amina');
  expect(await say('phone', first, 'telegram')).toContain('does not work');
  await say('phone', second, 'telegram');
  await say('phone', 'yes', 'telegram');
  expect(await say('stranger', second, 'telegram')).toContain('does not work');
  expect(await say('phone', await codeOf('amina'), 'telegram')).toContain('your own');
  const late = await codeOf('amina');
  inside.universe.advance(15 * minute);
  expect(await say('late', late, 'telegram')).toContain('does not work');
});

test('a code that runs out between the question and the yes joins nothing', async () => {
  await webPerson();
  await say('phone', await codeOf('amina'), 'telegram');
  inside.universe.advance(15 * minute);
  expect(await say('phone', 'yes', 'telegram')).toContain('does not work');
  expect((await seatOf('phone', 'telegram')).contactId).not.toBe((await seatOf('amina')).contactId);
});

test('of two who say yes at once one wins, and the other learns that the code is spent', async () => {
  await webPerson();
  const code = await codeOf('amina');
  for (const phone of ['one', 'two']) await say(phone, code, 'telegram');
  const answers = await Promise.all(['one', 'two'].map((phone) => say(phone, 'yes', 'telegram')));
  expect(answers.filter((said) => said.includes('are now one'))).toHaveLength(1);
  expect(answers.filter((said) => said.includes('does not work'))).toHaveLength(1);
  const { contactId } = await seatOf('amina');
  const places = await inside.store.read(({ links }) => links.places(contactId));
  expect(places).toHaveLength(2);
});

test('two who enter each other’s code at once end as one person', async () => {
  await webPerson();
  await say('phone', 'hello', 'telegram');
  const [a, b] = [await codeOf('amina'), await codeOf('phone', 'telegram')];
  await Promise.all([say('phone', a, 'telegram'), say('amina', b)]);
  await Promise.all([say('phone', 'yes', 'telegram'), say('amina', 'yes')]);
  expect((await seatOf('phone', 'telegram')).contactId).toBe((await seatOf('amina')).contactId);
});

test('five wrong codes in an hour, and none is looked at: not even a right one, not after being forgotten', async () => {
  await webPerson();
  const code = await codeOf('amina');
  for (const wrong of ['2AAAA-2AAAA', '3AAAA-3AAAA', '4AAAA-4AAAA', '5AAAA-5AAAA', '6AAAA-6AAAA']) {
    expect(await say('guesser', wrong, 'telegram')).toContain('does not work');
  }
  expect(await say('guesser', code, 'telegram')).toContain('Too many codes');
  for (const text of ['forget me', 'yes']) await say('guesser', text, 'telegram');
  expect(await say('guesser', code, 'telegram')).toContain('Too many codes');
  expect(await say('phone', code, 'telegram')).toContain('This code comes from');
  inside.universe.advance(60 * minute);
  expect(await say('guesser', await codeOf('amina'), 'telegram')).toContain('This code comes from');
});

test('a message that comes while its person is joined is answered in the joined conversation', async () => {
  await webPerson();
  await say('phone', await codeOf('amina'), 'telegram');
  const keys = ['yes', 'menu', 'help'];
  const receipts = await inside.inbox.receive(
    keys.map((text) => message(text, { user: 'phone', channel: 'telegram', key: text })),
  );
  await inside.chats.settled(receipts[0]?.conversationId ?? '', 5_000);
  await expect
    .poll(async () => (await rowsAt('phone', 'telegram')).filter((line) => line.startsWith('bot: ')).slice(-3), {
      timeout: 8_000,
    })
    .toEqual([
      expect.stringContaining('are now one'),
      expect.stringContaining('What do you need?'),
      expect.stringContaining('These words always work'),
    ]);
});

test('an open request goes along, and the mentor answers where the person wrote last', async () => {
  await webPerson();
  await askForPerson('amina');
  const lena = await mentor();
  const [item] = await inside.desk.queue(lena);
  await inside.desk.claim(lena, item?.handoff.id ?? '', item?.handoff.version ?? 0);
  await joined();
  expect(await owner('phone', 'telegram')).toBe('mentor');
  const open = await inside.desk.open(lena, item?.handoff.id ?? '');
  expect(open.apps).toEqual(['web-chat', 'telegram']);
  await inside.desk.answer(lena, item?.handoff.id ?? '', 'Come tomorrow.', 'k1');
  await expect.poll(() => inside.sent.at(-1)?.activity.text, patient).toBe('Come tomorrow.');
  expect(inside.sent.at(-1)?.address.channel).toBe('telegram');
});

test('where only who enters the code waits for a mentor, the request is kept', async () => {
  await webPerson();
  await say('phone', 'hello', 'telegram');
  await askForPerson('phone', 'telegram');
  await joined();
  expect(await owner('amina')).toBe('queue');
  const lena = await mentor();
  expect(await inside.desk.queue(lena)).toHaveLength(1);
});

test('of two open requests the claimed one stays with its mentor, and takes over the other’s words', async () => {
  await webPerson();
  await say('phone', 'hello', 'telegram');
  await askForPerson('amina');
  await askForPerson('phone', 'telegram');
  const lena = await mentor();
  const phone = await seatOf('phone', 'telegram');
  const mine = (await inside.desk.queue(lena)).find(({ handoff }) => handoff.conversationId === phone.conversationId)?.handoff;
  await inside.desk.claim(lena, mine?.id ?? '', mine?.version ?? 0);
  await joined();
  const queue = await inside.desk.queue(lena);
  expect(queue.map(({ handoff }) => [handoff.id, handoff.status, handoff.mentorId])).toEqual([[mine?.id, 'claimed', lena.id]]);
  expect(await owner('amina')).toBe('mentor');
  const handoff = queue[0]?.handoff;
  await inside.desk.close(lena, handoff?.id ?? '', handoff?.version ?? 0);
  expect(await owner('amina')).toBe('bot');
});

test('of two subscriptions one stays, with the topics of both, and goes where it can knock', async () => {
  await webPerson();
  await say('phone', 'hello', 'telegram');
  const phone = await seatOf('phone', 'telegram');
  await inside.store.write(({ people }) => people.change(phone.contactId, { language: 'en', country: 'it' }));
  for (const text of ['tips', 'Marketing', '18:00']) await say('phone', text, 'telegram');
  await joined();
  const { subscription } = await conversationAt('amina');
  expect(subscription).toMatchObject({ localTime: '12:00', topics: ['money', 'marketing'] });
  const place = await inside.store.read(({ subscriptions }) => subscriptions.placeOf(subscription?.id ?? ''));
  expect(place?.address.channel).toBe('telegram');
});

test('erasing erases the joined history, wherever it is asked for', async () => {
  await webPerson();
  await joined();
  const { contactId } = await seatOf('amina');
  for (const text of ['forget me', 'yes']) await say('phone', text, 'telegram');
  expect(await inside.store.read(({ people }) => people.contact(contactId))).toBeNull();
  expect(await inside.store.read(({ people }) => people.findSeat(addressOf('amina')))).toBeNull();
  expect((await rowsAt('phone', 'telegram')).filter((line) => !line.startsWith('bot: Everything'))).toEqual([]);
});

test('mentors do not see the code', async () => {
  await webPerson();
  await askForPerson('amina');
  const code = await codeOf('amina');
  const lena = await mentor();
  const [item] = await inside.desk.queue(lena);
  const seen = JSON.stringify(await inside.desk.open(lena, item?.handoff.id ?? ''));
  expect(seen).not.toContain(code);
  expect(seen).not.toContain(code.replace('-', ''));
});

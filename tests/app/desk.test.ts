import { afterEach, beforeEach, expect, test } from 'vitest';
import { SportelloError } from '../../src/domain/errors.ts';
import type { Mentor } from '../../src/domain/mentor.ts';
import type { Script, TestInside } from '../support/inside.ts';
import { message, openInside, transcriptOf } from '../support/inside.ts';

let inside: TestInside;
let lena: Mentor;
let paolo: Mentor;

const script: Script = (input, { owner }) => {
  if (input.type === 'happening') return { say: [input.trigger] };
  if (owner !== 'bot') return {};
  if (input.activity.text !== 'a person please') return { say: ['an answer'] };
  return {
    say: ['a mentor will write'],
    effects: [{ type: 'open-handoff', topic: 'tax', risk: 'H1', reason: 'a person please' }],
  };
};

beforeEach(async () => {
  inside = await openInside({ script });
  lena = await join('Lena');
  paolo = await join('Paolo');
});
afterEach(() => inside.dispose());

async function join(name: string): Promise<Mentor> {
  const { mentor } = await inside.people.accept(
    await inside.people.invite(name, 'mentor', ['it']),
    name,
    'correct horse battery',
  );
  return mentor;
}

async function say(text: string, channel?: string): Promise<string> {
  const [receipt] = await inside.inbox.receive([message(text, channel === undefined ? {} : { channel })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  return receipt?.conversationId ?? '';
}

/** Somebody waits; returns the handoff and its conversation. */
async function waiting(channel?: string): Promise<{ id: string; version: number; conversationId: string }> {
  const conversationId = await say('a person please', channel);
  const [item] = await inside.desk.queue(lena);
  return { id: item?.handoff.id ?? '', version: item?.handoff.version ?? 0, conversationId };
}

const codeOf = (error: unknown): string => (error instanceof SportelloError ? error.code : String(error));
const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'went through', codeOf);

test('who asked for a person stands in the queue with what they asked', async () => {
  await waiting();
  const [item] = await inside.desk.queue(lena);
  expect(item).toMatchObject({ preview: 'a person please', mentorName: null, handoff: { status: 'queued', topic: 'tax' } });
});

test('of eight mentors who claim the same handoff at once one wins, and the others are told', async () => {
  const { id, version } = await waiting();
  const mentors = await Promise.all(Array.from({ length: 8 }, (_, index) => join(`Mentor ${String(index)}`)));
  const results = await Promise.all(mentors.map((mentor) => failure(inside.desk.claim(mentor, id, version))));
  expect(results.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'handoff-taken'), 'went through']);
});

test('while a mentor has the conversation the assistant is silent', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  await say('and another thing');
  expect((await transcriptOf(inside, conversationId)).slice(-2)).toEqual(['bot: handoff-claimed', 'contact: and another thing']);
});

test('a mentor answers, and the person and the desk see the same conversation', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  await inside.desk.answer(lena, id, 'Buongiorno, sono Lena', 'k1');
  const { transcript } = await inside.desk.open(lena, id);
  expect(transcript.at(-1)).toMatchObject({
    actor: 'mentor',
    activity: { text: 'Buongiorno, sono Lena', from: { name: 'Lena' } },
  });
  expect((await transcriptOf(inside, conversationId)).at(-1)).toBe('mentor: Buongiorno, sono Lena');
});

test('a mentor who presses send twice is heard once', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  await inside.desk.answer(lena, id, 'hello', 'k1');
  expect(await failure(inside.desk.answer(lena, id, 'hello', 'k1'))).toBe('message-repeated');
  expect((await transcriptOf(inside, conversationId)).filter((line) => line === 'mentor: hello')).toHaveLength(1);
});

test('nobody answers, closes or releases what another mentor has', async () => {
  const { id, version } = await waiting();
  await inside.desk.claim(lena, id, version);
  const tries = [
    inside.desk.answer(paolo, id, 'me too', 'k'),
    inside.desk.close(paolo, id, version + 1),
    inside.desk.release(paolo, id, version + 1),
  ];
  expect(await Promise.all(tries.map(failure))).toEqual(['handoff-taken', 'handoff-taken', 'handoff-taken']);
});

test('nobody answers before claiming', async () => {
  const { id } = await waiting();
  expect(await failure(inside.desk.answer(lena, id, 'hello', 'k'))).toBe('handoff-closed');
});

test('a mentor of another partner finds nothing', async () => {
  const { id, version } = await waiting();
  const stranger: Mentor = { ...paolo, partnerId: 'another' };
  const tries = [inside.desk.open(stranger, id), inside.desk.claim(stranger, id, version), inside.desk.note(stranger, id, 'x')];
  expect(await Promise.all(tries.map(failure))).toEqual(['not-found', 'not-found', 'not-found']);
  expect(await inside.desk.queue(stranger)).toEqual([]);
});

test('a note stays at the desk', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  await inside.desk.note(lena, id, 'call the accountant first');
  const seat = await inside.chats.seat('amina', 'thread-of-amina');
  const seen = seat === null ? [] : await inside.chats.transcript(seat, 0, 100);
  expect(seen.map(({ actor }) => actor)).not.toContain('note');
  expect((await transcriptOf(inside, conversationId)).at(-1)).toBe('note: call the accountant first');
});

test('closing gives the conversation back to the assistant', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  await inside.desk.close(lena, id, version + 1);
  await say('one more question');
  expect((await transcriptOf(inside, conversationId)).slice(-3)).toEqual([
    'bot: handoff-closed',
    'contact: one more question',
    'bot: an answer',
  ]);
  expect(await inside.desk.queue(lena)).toEqual([]);
});

test('a released handoff waits again, with a new promise', async () => {
  const { id, version } = await waiting();
  await inside.desk.claim(lena, id, version);
  inside.universe.advance(3_600_000);
  await inside.desk.release(lena, id, version + 1);
  const [item] = await inside.desk.queue(paolo);
  expect(item?.handoff).toMatchObject({ status: 'queued', mentorId: null, promisedAt: inside.universe.now() + 24 * 3_600_000 });
  await inside.desk.claim(paolo, id, item?.handoff.version ?? 0);
});

test('what the assistant had not sent yet is not sent after a claim', async () => {
  const { id, version } = await waiting('telegram');
  await inside.desk.claim(lena, id, version);
  await inside.start();
  await expect.poll(() => inside.sent.map(({ activity }) => activity.text)).toEqual(['handoff-claimed']);
});

test('the desk hears of a new person, and of each new message of an open handoff', async () => {
  const events: string[] = [];
  inside.desk.watch('main', (event) =>
    events.push(event.type === 'queue-changed' ? `waiting ${String(event.waiting)}` : 'grown'),
  );
  const { id, version } = await waiting();
  await expect.poll(() => events).toEqual(['waiting 1']);
  await inside.desk.claim(lena, id, version);
  await say('are you there?');
  await expect.poll(() => events.filter((event) => event === 'waiting 0')).toHaveLength(1);
  expect(events.filter((event) => event === 'grown').length).toBeGreaterThanOrEqual(2);
});

test('after 24 hours without a mentor the person is told, and the promise is renewed', async () => {
  const { id, conversationId } = await waiting();
  inside.universe.advance(24 * 3_600_000 - 1);
  await inside.start();
  expect((await transcriptOf(inside, conversationId)).at(-1)).toBe('bot: a mentor will write');
  inside.universe.advance(1);
  await expect
    .poll(async () => (await transcriptOf(inside, conversationId)).at(-1), { timeout: 5_000 })
    .toBe('bot: handoff-overdue');
  const [item] = await inside.desk.queue(lena);
  expect(item?.handoff).toMatchObject({ id, status: 'queued', promisedAt: inside.universe.now() + 24 * 3_600_000 });
});

test('a claimed handoff is never called overdue', async () => {
  const { id, version, conversationId } = await waiting();
  await inside.desk.claim(lena, id, version);
  inside.universe.advance(30 * 3_600_000);
  const timers = await inside.store.read((tables) => tables.timers.due(inside.universe.now(), 10));
  expect(timers).toEqual([]);
  expect(await transcriptOf(inside, conversationId)).not.toContain('bot: handoff-overdue');
});

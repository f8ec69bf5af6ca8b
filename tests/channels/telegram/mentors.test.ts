import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestInside } from '../../support/inside.ts';
import { transcriptOf } from '../../support/inside.ts';
import type { TelegramApi } from '../../support/telegram-api.ts';
import { openTelegramApi } from '../../support/telegram-api.ts';
import { openTelegramBot } from '../../support/telegram-bot.ts';
import { employ, link, mentorBot, webSays } from '../../support/telegram-mentors.ts';
import type { TelegramMentor } from '../../support/telegram-mentors.ts';

let api: TelegramApi;
let inside: TestInside;

beforeEach(async () => {
  api = await openTelegramApi();
  inside = await openTelegramBot(api, mentorBot);
  while (api.callsOf('deleteWebhook').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
});
afterEach(async () => {
  const closed = inside.dispose();
  await api.close();
  await closed;
});

const patient = { timeout: 10_000 };

async function linked(id: number, languages?: readonly string[]): Promise<TelegramMentor> {
  const mentor = await employ(inside, api, id, languages);
  await link(inside, mentor);
  await expect.poll(mentor.texts, patient).toEqual([expect.stringContaining('This chat now belongs to your desk')]);
  return mentor;
}

async function expectLast(mentor: TelegramMentor, part: string): Promise<void> {
  await expect.poll(() => mentor.texts().at(-1), patient).toContain(part);
}

async function expectShown(mentor: TelegramMentor, part: string): Promise<void> {
  await expect.poll(() => mentor.texts().some((text) => text.includes(part)), patient).toBe(true);
}

async function statusOf(conversation: string): Promise<string> {
  const open = await inside.store.read(({ handoffs }) => handoffs.list('main', { open: true, limit: 99 }));
  const { status = 'closed', mentorId = null } = open.find(({ conversationId }) => conversationId === conversation) ?? {};
  return mentorId === null ? status : `${status} ${mentorId}`;
}

describe('linking', () => {
  test('a link works once, also when its message comes twice, and not for another account', async () => {
    const marta = await employ(inside, api, 501);
    const url = await inside.mentorChats.invite(marta.mentor);
    expect(url).toMatch(/^https:\/\/t\.me\/SportelloBot\?start=mentor_[\w-]{32}$/);
    const start = `/start ${new URL(url).searchParams.get('start') ?? ''}`;
    marta.says(start);
    await expectLast(marta, 'Hello Mentor 501');
    marta.says(start);
    await expect.poll(() => marta.texts().length, patient).toBe(2);
    expect(marta.texts()[1]).toContain('Hello Mentor 501');
    const mallory = await employ(inside, api, 666);
    mallory.says(start);
    await expectLast(mallory, 'used already');
    expect(await inside.mentorChats.seat(mallory.mentor)).toBeNull();
    expect(inside.runs).toEqual([]);
  });

  test('a link that is a quarter of an hour old does nothing', async () => {
    const marta = await employ(inside, api, 501);
    const url = await inside.mentorChats.invite(marta.mentor);
    inside.universe.advance(15 * 60_000);
    marta.says(`/start ${new URL(url).searchParams.get('start') ?? ''}`);
    await expectLast(marta, 'too old');
    expect(await inside.mentorChats.seat(marta.mentor)).toBeNull();
  });

  test('undone in the desk, the chat is the assistant’s again', async () => {
    const marta = await linked(501);
    await inside.mentorChats.end(marta.mentor);
    await expectLast(marta, 'no longer belongs to your desk');
    marta.says('hello');
    await expectLast(marta, 'echo hello');
    await webSays(inside, 'amina', 'help');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(marta.texts().at(-1)).toBe('echo hello');
  });

  test('a mentor who is dismissed hears nothing more and can do nothing', async () => {
    const marta = await linked(501);
    await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    const stored = await inside.store.read(({ mentors }) => mentors.byId(marta.mentor.id));
    if (stored === null) throw new Error('no mentor');
    await inside.store.write(({ mentors }) => mentors.save({ ...stored, active: false }));
    marta.presses('Someone waits', 'I take it');
    const other = await webSays(inside, 'bola', 'help');
    await expect.poll(() => inside.mentorChats.seat(marta.mentor), patient).toBeNull();
    expect(await statusOf(other)).toBe('queued');
    expect(marta.texts().filter((text) => text.includes('Someone waits'))).toHaveLength(1);
  });
});

describe('somebody waits', () => {
  test('and is told to mentors of the language, without a word of what was said', async () => {
    const [arabic, italian, all] = [await linked(501, ['ar']), await linked(502, ['it']), await linked(503)];
    await webSays(inside, 'amina', 'I speak ar');
    await webSays(inside, 'amina', 'help with my secret');
    await expectShown(arabic, 'Someone waits for a mentor');
    await expectShown(all, 'Someone waits for a mentor');
    expect(arabic.texts().join()).toContain('العربية');
    expect(arabic.texts().join()).toContain('Taxes · Sensitive');
    expect(arabic.texts().join()).not.toContain('secret');
    expect(italian.texts()).toHaveLength(1);
  });

  test('is told when the mentor’s hours begin, not before', async () => {
    const marta = await linked(501);
    // It is 10:00 in Rome.
    await inside.mentorChats.setHours(marta.mentor, { from: '12:00', to: '18:00', zone: 'Europe/Rome', language: 'en' });
    await webSays(inside, 'amina', 'help');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(marta.texts()).toHaveLength(1);
    inside.universe.advance(2 * 3_600_000);
    await expectShown(marta, 'Someone waits');
  });

  test('five mentors press at once: one has it, the others are told who, in an alert and in the message', async () => {
    const mentors: TelegramMentor[] = [];
    for (const id of [501, 502, 503, 504, 505]) mentors.push(await linked(id));
    const conversation = await webSays(inside, 'amina', 'help');
    for (const mentor of mentors) await expectShown(mentor, 'Someone waits');
    for (const mentor of mentors) mentor.presses('Someone waits', 'I take it');
    await expect.poll(() => statusOf(conversation), patient).toMatch(/^claimed /);
    const winner = (await statusOf(conversation)).split(' ')[1];
    const losers = mentors.filter(({ mentor }) => mentor.id !== winner);
    expect(losers).toHaveLength(4);
    const name = mentors.find(({ mentor }) => mentor.id === winner)?.mentor.name ?? '';
    for (const loser of losers) await expectShown(loser, `Taken by ${name}`);
    for (const loser of losers) expect(loser.shown('Taken by').keyboard).toEqual([]);
    await expect.poll(() => api.callsOf('answerCallbackQuery').length, patient).toBe(5);
    const alerts = api.callsOf('answerCallbackQuery').map(({ params }) => params['text']);
    expect(alerts.filter((text) => text === `${name} was quicker and has taken this conversation.`)).toHaveLength(4);
  });
});

describe('answering', () => {
  test('the mentor reads what was said, answers, hears the person, and closes', async () => {
    const marta = await linked(501);
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'What was said so far');
    expect(marta.shown('What was said so far').text).toContain('Person: help\nAssistant: A mentor will answer');
    marta.says('Good morning');
    await expect.poll(async () => (await transcriptOf(inside, conversation)).at(-1), patient).toBe('mentor: Good morning');
    await webSays(inside, 'amina', 'Thank you for coming');
    await expectLast(marta, 'Person 1\nThank you for coming');
    marta.presses('It is yours', 'Close');
    await expect.poll(() => statusOf(conversation), patient).toBe('closed');
    await expectShown(marta, 'Closed');
    marta.says('One more thing');
    await expectLast(marta, 'Not sent to anybody');
    expect(await transcriptOf(inside, conversation)).not.toContain('mentor: One more thing');
    expect(inside.runs.some((run) => run.type === 'activity' && run.activity.text === 'One more thing')).toBe(false);
  });

  test('with several people nothing is guessed: a reply says whom it is for', async () => {
    const marta = await linked(501);
    const [amina, bola] = [await webSays(inside, 'amina', 'help'), await webSays(inside, 'bola', 'help me too')];
    await expect.poll(() => marta.texts().filter((text) => text.includes('Someone waits')).length, patient).toBe(2);
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'Person 1 · What was said');
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'Person 2 · What was said');
    marta.says('To whom');
    await expectLast(marta, 'you have several people here');
    marta.replies('Person: help me too', 'To Bola');
    marta.replies('Person: help\n', 'To Amina');
    await expect.poll(async () => (await transcriptOf(inside, bola)).at(-1), patient).toBe('mentor: To Bola');
    await expect.poll(async () => (await transcriptOf(inside, amina)).at(-1), patient).toBe('mentor: To Amina');
    marta.replies('Person: help me too', '/back');
    await expect.poll(() => statusOf(bola), patient).toBe('queued');
    expect(await statusOf(amina)).toBe(`claimed ${marta.mentor.id}`);
    marta.says('/list');
    await expect.poll(() => marta.texts().at(-1), patient).toMatch(/Person \d · .*\n.*Someone waits|Someone waits.*\nPerson \d/);
  });

  test('a message that Telegram brings twice is sent once', async () => {
    const marta = await linked(501);
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'What was said so far');
    const id = marta.says('Once');
    await expect.poll(api.pending, patient).toBe(0);
    const from = { id: 501, is_bot: false, first_name: 'Mentor 501' };
    api.update({ update_id: id, message: { message_id: 9, date: 1, chat: { id: 501, type: 'private' }, from, text: 'Once' } });
    await expect.poll(api.pending, patient).toBe(0);
    expect((await transcriptOf(inside, conversation)).filter((line) => line === 'mentor: Once')).toHaveLength(1);
  });

  test('pictures and corrections are refused in words, and commands of people reach the assistant', async () => {
    const marta = await linked(501);
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'What was said so far');
    marta.says('', { photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }] });
    await expectLast(marta, 'only text can be passed on');
    const from = { id: 501, is_bot: false, first_name: 'Mentor 501' };
    const corrected = { message_id: 77, date: 1, edit_date: 2, chat: { id: 501, type: 'private' }, from, text: 'corrected' };
    api.update({ edited_message: corrected });
    await expectLast(marta, 'corrected message is not passed on');
    marta.says('/ask how do I open a shop');
    await expectLast(marta, 'echo how do I open a shop');
    expect(await transcriptOf(inside, conversation)).not.toContainEqual(expect.stringMatching(/^mentor:/));
  });

  test('killed between taking and answering, the mentor goes on where they were', async () => {
    const marta = await linked(501);
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    const { handoff } = (await inside.desk.queue(marta.mentor))[0] ?? {};
    // The claim was committed; the process died before the chat knew of it, and Telegram brings the press again.
    await inside.desk.claim(marta.mentor, handoff?.id ?? '', handoff?.version ?? 0);
    const press = { ...marta.shown('Someone waits') };
    inside = await inside.restart();
    await inside.start();
    api.press(press, 'I take it', { id: 501, is_bot: false, first_name: 'Mentor 501' });
    await expectShown(marta, 'What was said so far');
    marta.says('Here I am');
    await expect.poll(async () => (await transcriptOf(inside, conversation)).at(-1), patient).toBe('mentor: Here I am');
  });

  test('a mentor who blocks the bot gives back whom they had there, and others are called', async () => {
    const [marta, luca] = [await linked(501), await linked(502)];
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    await expectShown(luca, 'Someone waits');
    marta.presses('Someone waits', 'I take it');
    await expectShown(luca, 'Taken by Mentor 501');
    await expectShown(marta, 'What was said so far');
    api.blocked.add('501');
    await webSays(inside, 'amina', 'are you there?');
    await expect.poll(() => statusOf(conversation), patient).toBe('queued');
    await expectShown(luca, 'Someone waits');
    await expect.poll(() => inside.mentorChats.seat(marta.mentor), patient).toBeNull();
  });

  test('whom the person forgets is taken out of the mentor’s chat', async () => {
    const marta = await linked(501);
    const conversation = await webSays(inside, 'amina', 'help');
    await expectShown(marta, 'Someone waits');
    marta.presses('Someone waits', 'I take it');
    await expectShown(marta, 'What was said so far');
    const seat = await inside.store.read(({ conversations }) => conversations.lastAddress(conversation));
    const loaded = await inside.store.read(({ conversations }) => conversations.load(conversation));
    await inside.store.write(({ people }) =>
      people.forget(loaded?.contact.id ?? '', { addressId: seat?.id ?? '', newContactId: 'nobody' }, inside.universe.now()),
    );
    await expect.poll(() => marta.texts().length, patient).toBe(1);
  });
});

import { expect } from 'vitest';
import type { Mentor } from '../../../src/domain/mentor.ts';
import type { TestInside } from '../../support/inside.ts';

/** Someone who writes through a channel, and sees what its client shows. */
export interface Correspondent {
  write(text: string): void;
  press(label: string): void;
  sendVoice(): void;
  sendPicture(): void;
  /** The bytes of the picture, where the channel's files go both ways. */
  readonly picture?: Uint8Array;
  sendLocation(latitude: number, longitude: number): void;
  /** Changes the message that was written last. */
  correct(text: string): void;
  block(): void;
  /** Everything shown so far, oldest first. */
  lines(): readonly string[];
  /** The buttons under the message shown last. */
  buttons(): readonly string[];
}

/**
 * The one conversation that every channel must carry: greeting, place, question, typos, voice, picture, language, pill,
 * a mentor's answer, rating, own data, stop, correction, block. The person's client is English.
 */
export async function playContract(inside: TestInside, person: Correspondent): Promise<void> {
  await meet(person);
  await ask(person);
  await sendMedia(person);
  await changeLanguage(person);
  await learn(inside, person);
  await talkToMentor(inside, person);
  await leave(inside, person);
}

async function meet(person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('hello'), /automatic assistant, not a person/);
  expect(person.buttons()).toEqual(['Ask a question', 'Daily tip', 'Talk to a person', 'Change language']);
  await expectReply(person, () => person.sendLocation(43.88, 11.1), /you are in Italy/);
  await expectReply(person, () => person.press('Yes'), /answer for Italy/);
}

async function ask(person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('my employer keeps my passport'), /Nobody may keep your passport/);
  await expectReply(person, () => person.write('can i open a shop'), /Is it one of these/);
  await expectReply(person, () => person.press(person.buttons()[0] ?? ''), /Source/);
  expect(person.buttons()).toContain('Useful');
  await expectReply(person, () => person.press('Useful'), /Good to know/);
  await expectReply(person, () => person.correct('which grant can i ask for'), /grant|call|know/i);
}

async function sendMedia(person: Correspondent): Promise<void> {
  await expectReply(person, () => person.sendVoice(), /can not listen/);
  expect(person.buttons()).toEqual(['Ask a question', 'Send it to a mentor']);
  await expectReply(person, () => person.sendPicture(), /Do not send whole documents/);
}

async function changeLanguage(person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('language'), /Which language/);
  expect(person.buttons()).toHaveLength(14);
  await expectReply(person, () => person.press('Italiano'), /italiano/i);
  await expectReply(person, () => person.write('English'), /in English/);
}

const hour = 3_600_000;

async function learn(inside: TestInside, person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('tips'), /Which topic/);
  await expectReply(person, () => person.press('Marketing'), /what time/);
  await expectReply(person, () => person.write('9:30'), /one tip a day at 09:30/);
  await expectReply(person, () => inside.universe.advance(24 * hour), /Know who buys/);
  await expectReply(person, () => person.press('Someone who bought this week'), /Right/);
}

async function talkToMentor(inside: TestInside, person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('I want to talk to a person'), /mentor/);
  if (person.buttons().includes('Tax and INPS'))
    await expectReply(person, () => person.press('Tax and INPS'), /will answer you here by/);
  const anna = await join(inside);
  const [waiting] = await inside.desk.queue(anna);
  const { id = '', version = 0 } = waiting?.handoff ?? {};
  await expectReply(person, () => void inside.desk.claim(anna, id, version), /Anna/);
  await expectReply(person, () => void inside.desk.answer(anna, id, 'Go to the office with <form> 5.', 'k1'), /with <form> 5\./);
  await expectReply(person, () => person.sendPicture(), /mentor will get this/);
  await exchangePictures(inside, person, anna, id);
  const { transcript, handoff } = await inside.desk.open(anna, id);
  expect(transcript.some(({ activity }) => activity.attachments?.[0]?.contentType === 'image/jpeg')).toBe(true);
  await expectReply(person, () => void inside.desk.close(anna, id, handoff.version), /How helpful/);
  await expectReply(person, () => person.press('5'), /Thank you/);
}

/** What the person sent is the mentor's to see, and the mentor's picture is the person's. */
async function exchangePictures(inside: TestInside, person: Correspondent, anna: Mentor, id: string): Promise<void> {
  const { picture } = person;
  if (picture === undefined) return;
  const states = async (): Promise<readonly string[]> => (await inside.desk.open(anna, id)).media.map(({ state }) => state);
  await expect.poll(states, { timeout: 8_000 }).toEqual(['kept']);
  const { transcript, media: files } = await inside.desk.open(anna, id);
  const [media] = files;
  // By the message's id the desk shows the picture where it was sent.
  const shown = transcript.find((row) => row.id === media?.activityId);
  expect(shown?.activity.attachments).toHaveLength(1);
  const seen = await inside.desk.file(anna, id, media?.id ?? '');
  expect([seen.contentType, Buffer.from(seen.bytes).equals(picture)]).toEqual(['image/png', true]);
  const form = { bytes: picture, name: 'form.png' };
  await expectReply(
    person,
    () => void inside.desk.sendFile(anna, id, form, 'k2'),
    new RegExp(`form.png, ${String(picture.length)} bytes`),
  );
}

async function leave(inside: TestInside, person: Correspondent): Promise<void> {
  await expectReply(person, () => person.write('my data'), /This is what I keep/);
  await expectReply(person, () => person.write('stop'), /no more daily tips/);
  await expectReply(person, () => person.write('tips'), /Which topic/);
  await expectReply(person, () => person.press('Marketing'), /what time/);
  await expectReply(person, () => person.write('10'), /one tip a day at 10/);
  person.block();
  await expect.poll(() => inside.store.read(({ timers }) => timers.next()), { timeout: 5_000 }).toBeNull();
}

/** Does it, and waits until the person is shown something new that reads like this. */
async function expectReply(person: Correspondent, act: () => void, wanted: RegExp): Promise<void> {
  const before = person.lines().length;
  act();
  await expect.poll(() => person.lines().slice(before).join('\n'), { timeout: 8_000 }).toMatch(wanted);
}

async function join(inside: TestInside): Promise<Mentor> {
  const link = await inside.people.invite('Anna', 'mentor', ['en']);
  return (await inside.people.accept(link, 'Anna', 'a long enough password')).mentor;
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Mentor } from '../../src/domain/mentor.ts';
import { createEngine } from '../../src/engine/run-turn.ts';
import type { Seat } from '../../src/ports/store.ts';
import { loadTestAssets } from '../support/assets.ts';
import type { TestInside } from '../support/inside.ts';
import { addressOf, message, openInside } from '../support/inside.ts';
import { simpleKnowledge } from '../support/knowledge.ts';

const assets = await loadTestAssets();
const engine = createEngine(assets, simpleKnowledge(assets));
const patient = { timeout: 8_000 };
const hour = 3_600_000;
vi.setConfig({ testTimeout: 20_000 });

let inside: TestInside;
beforeEach(async () => {
  inside = await openInside({ engine, assets });
  await inside.start();
});
afterEach(() => inside.dispose());

let count = 0;
const texts = (): readonly string[] =>
  inside.sent.flatMap(({ activity }) => (activity.type === 'message' ? [activity.text ?? ''] : []));

/** Typed on the phone; resolves with what the phone shows then. */
async function type(text: string, wanted: RegExp): Promise<string> {
  const before = texts().length;
  await inside.inbox.receive([message(text, { user: 'phone', channel: 'telegram', key: `${String(++count)} ${text}` })]);
  return shown(before, wanted);
}

async function shown(before: number, wanted: RegExp): Promise<string> {
  await expect.poll(() => texts().slice(before).join('\n'), patient).toMatch(wanted);
  return texts().slice(before).join('\n');
}

async function seat(): Promise<Seat> {
  const found = await inside.store.read(({ people }) => people.findSeat(addressOf('phone', 'telegram')));
  if (found === null) throw new Error('nobody wrote from the phone');
  return found;
}

/** Amina wrote first, in Italy; Bilal after her. Resolves with Amina's seat; Bilal is the one who writes. */
async function shareWithBilal(): Promise<Seat> {
  await type('hello', /automatic assistant/);
  const amina = await seat();
  await inside.store.write(({ people }) => people.change(amina.contactId, { language: 'en', country: 'it', city: 'Prato' }));
  await type('switch profile', /What shall I call you/);
  await type('Amina', /call the new person/);
  await type('Bilal', /From now on Bilal writes here/);
  return amina;
}

async function backTo(name: string): Promise<void> {
  await type('switch profile', /Who is writing now/);
  await type(name, new RegExp(`From now on ${name} writes here`));
}

async function mentor(): Promise<Mentor> {
  const link = await inside.people.invite('Lena', 'mentor', ['en']);
  return (await inside.people.accept(link, 'Lena', 'correct horse battery')).mentor;
}

test('a second person on a phone is greeted as somebody new, who knows nothing of the first', async () => {
  const amina = await shareWithBilal();
  expect((await seat()).contactId).not.toBe(amina.contactId);
  expect(await type('hello', /automatic assistant/)).not.toContain('Prato');
  expect(await type('my data', /This is what I keep/)).not.toContain('Prato');
});

test('the first one finds everything as it was', async () => {
  const amina = await shareWithBilal();
  await type('hello', /automatic assistant/);
  await backTo('Amina');
  expect(await seat()).toEqual(amina);
  const kept = await type('my data', /This is what I keep/);
  expect(kept).toContain('Prato');
  expect(kept).toContain('Name on this phone: Amina');
});

test('what comes for somebody who does not write at present begins with their name', async () => {
  const amina = await shareWithBilal();
  await type('hello', /automatic assistant/);
  await backTo('Amina');
  await type('person', /mentor/);
  await type('Money and loans', /will answer you here/);
  const lena = await mentor();
  const [waiting] = await inside.desk.queue(lena);
  const { id = '', version = 0 } = waiting?.handoff ?? {};
  await inside.desk.claim(lena, id, version);
  await backTo('Bilal');
  const before = texts().length;
  await inside.desk.answer(lena, id, 'Bring your contract.', 'k1');
  expect(await shown(before, /contract/)).toMatch(/Amina:\nBring your contract\./);
  // And what Bilal writes is none of the mentor's.
  await type('help', /your language/);
  const { transcript } = await inside.desk.open(lena, id);
  expect(transcript.map(({ activity }) => activity.text)).not.toContain('help');
  expect(new Set(transcript.map((row) => row.conversationId))).toEqual(new Set([amina.conversationId]));
});

test('each has pills of their own, and stops their own', async () => {
  await shareWithBilal();
  await type('hello', /automatic assistant/);
  await backTo('Amina');
  for (const [text, wanted] of [
    ['tips', /Which topic/],
    ['Marketing', /what time/],
    ['9:30', /one tip a day/],
  ] as const)
    await type(text, wanted);
  await backTo('Bilal');
  await type('stop', /nothing to stop/);
  const before = texts().length;
  inside.universe.advance(24 * hour);
  expect(await shown(before, /Amina:\n/)).toMatch(/^Amina:\n/m);
});

test('who is forgotten leaves the other one as they are', async () => {
  const amina = await shareWithBilal();
  await type('hello', /automatic assistant/);
  const bilal = await seat();
  await type('forget me', /[Ss]hall|delete/);
  await type('yes', /deleted|nothing/i);
  expect(await inside.store.read(({ people }) => people.contact(bilal.contactId))).toBeNull();
  expect(await inside.store.read(({ people }) => people.contact(amina.contactId))).toMatchObject({ city: 'Prato' });
  await backTo('Amina');
  expect(await type('my data', /This is what I keep/)).toContain('Prato');
});

test('what was typed in the same breath after the switch is the next person’s', async () => {
  const amina = await shareWithBilal();
  await type('hello', /automatic assistant/);
  await type('switch profile', /Who is writing now/);
  const items = ['Amina', 'my data'].map((text) => message(text, { user: 'phone', channel: 'telegram', key: `breath ${text}` }));
  const before = texts().length;
  await inside.inbox.receive(items);
  expect(await shown(before, /This is what I keep/)).toContain('Prato');
  expect((await seat()).contactId).toBe(amina.contactId);
});

test('on a web page everybody has a window of their own', async () => {
  const [receipt] = await inside.inbox.receive([message('switch profile', { key: 'web' })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  const at = await inside.store.read(({ people }) => people.findSeat(addressOf('amina')));
  const rows = at === null ? [] : await inside.chats.transcript(at, 0, 100);
  expect(rows.map(({ activity }) => activity.text).join()).toContain('private window');
});

test('five people at most', async () => {
  await shareWithBilal();
  for (const name of ['Chen', 'Dara', 'Elif']) {
    await type('switch profile', /Who is writing now/);
    await type('Somebody new', /call the new person|What shall I call/);
    await type(name, new RegExp(`From now on ${name} writes here`));
  }
  expect(await type('switch profile', /Who is writing now/)).not.toContain('Somebody new');
});

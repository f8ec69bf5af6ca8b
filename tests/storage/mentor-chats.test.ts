import { expect, test } from 'vitest';
import type { MentorSeat } from '../../src/domain/mentor-chat.ts';
import type { StoredMentor } from '../../src/ports/store.ts';
import { eachStore } from '../support/stores.ts';
import { addressOf, handoffOf, now, seat } from './fixtures.ts';

function mentorOf(id: string): StoredMentor {
  const rest = {
    partnerId: 'main',
    role: 'mentor',
    languages: ['it'],
    active: true,
    createdAt: now,
    passwordHash: null,
  } as const;
  return { ...rest, id, name: `Mentor ${id}` };
}

function seatOf(mentorId: string, user: string): MentorSeat {
  const hours = { language: 'it', zone: 'Europe/Rome', from: '08:00', to: '20:00' };
  return { mentorId, partnerId: 'main', address: addressOf(user), ...hours, codeHash: `hash ${user}`, linkedAt: now };
}

const cardKey = { handoffId: 'h', mentorId: 'giulia', partnerId: 'main' };

eachStore('mentors’ chats', ({ open }) => {
  test('a mentor has one chat, and an account one mentor: the last link counts', async () => {
    const store = await open();
    await store.write(async ({ mentors, mentorChats }) => {
      for (const id of ['giulia', 'marco']) await mentors.save(mentorOf(id));
      await mentorChats.saveSeat(seatOf('giulia', 'a'));
      await mentorChats.saveSeat(seatOf('giulia', 'b'));
      await mentorChats.saveSeat(seatOf('marco', 'b'));
    });
    await store.read(async ({ mentorChats }) => {
      expect(await mentorChats.seats('main')).toEqual([seatOf('marco', 'b')]);
      expect(await mentorChats.seatAt(addressOf('a'))).toBeNull();
      expect(await mentorChats.seatAt(addressOf('b'))).toEqual(seatOf('marco', 'b'));
      expect(await mentorChats.seatOf('giulia')).toBeNull();
    });
    expect(await store.write(({ mentorChats }) => mentorChats.endSeat('marco'))).toBe(true);
    expect(await store.write(({ mentorChats }) => mentorChats.endSeat('marco'))).toBe(false);
  });

  test('a card is taken by one at a time, and by another when the first one died over it', async () => {
    const store = await open();
    const take = (at: number) => store.write(({ mentorChats }) => mentorChats.take(cardKey, at, 1_000));
    const taken = await Promise.all([take(now), take(now), take(now)]);
    const card = taken.find((each) => each !== null);
    expect(taken.filter((each) => each === null)).toHaveLength(2);
    expect(card).toMatchObject({ messageId: null, shown: '', isHere: false, relayedSeq: 0 });
    expect(await take(now + 999)).toBeNull();
    expect(await take(now + 1_000)).toEqual(card);
  });

  test('what is shown and who sits there are kept apart, as both change at once', async () => {
    const store = await open();
    const card = await store.write(({ mentorChats }) => mentorChats.take(cardKey, now, 1_000));
    if (card === null) throw new Error('not taken');
    await store.write(({ mentorChats }) => mentorChats.sit('h', 'giulia', 2));
    await store.write(({ mentorChats }) =>
      mentorChats.noteShown({ ...card, messageId: '7', shown: 'waiting', relayedSeq: 5 }, true),
    );
    const noted = { ...card, messageId: '7', shown: 'waiting', relayedSeq: 5, isHere: true, number: 2 };
    expect(await store.read(({ mentorChats }) => mentorChats.cards('giulia'))).toEqual([noted]);
    expect(await store.write(({ mentorChats }) => mentorChats.take(cardKey, now, 1_000))).toEqual(noted);
  });

  test('messages lead to their handoff, and what is left of a deleted one is found', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const handoff = handoffOf(at, 'h');
    await store.write(async ({ handoffs, mentorChats }) => {
      await handoffs.open(handoff);
      await mentorChats.take(cardKey, now, 0);
      for (const id of ['1', '2', '2']) await mentorChats.addMessage('giulia', id, handoff);
    });
    await store.read(async ({ mentorChats }) => {
      expect(await mentorChats.handoffOf('giulia', '2')).toBe('h');
      expect(await mentorChats.handoffOf('marco', '2')).toBeNull();
      expect(await mentorChats.lost('giulia')).toEqual([]);
    });
    await store.write(({ people }) => people.forget(at.contactId, { addressId: at.addressId, newContactId: 'new' }, now));
    await store.read(async ({ mentorChats }) => {
      expect(await mentorChats.lost('giulia')).toEqual(['h']);
      expect([...(await mentorChats.messages('h', 'giulia'))].toSorted()).toEqual(['1', '2']);
    });
    await store.write(({ mentorChats }) => mentorChats.endCard('h', 'giulia'));
    expect(await store.read(({ mentorChats }) => mentorChats.messages('h', 'giulia'))).toEqual([]);
  });
});

import { addressOf, everyTable, now, seat } from './fixtures.ts';
import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';

eachStore('seats', ({ open, place }) => {
  test('an address has one seat, however often its person comes back', async () => {
    const store = await open();
    const first = await seat(store, 'amina');
    expect(await seat(store, 'amina')).toEqual(first);
    expect(await store.read(({ people }) => people.findSeat(addressOf('amina')))).toEqual(first);
    expect(await store.read(({ people }) => people.findSeat(addressOf('bola')))).toBeNull();
  });

  test.each(['channel', 'account', 'externalUser', 'thread'] as const)('another %s is another seat', async (part) => {
    const store = await open();
    const address = addressOf('amina');
    const first = await store.write(({ people }) => people.seat(address, 'main', now));
    const other = await store.write(({ people }) => people.seat({ ...address, [part]: 'other' }, 'main', now));
    expect(other.conversationId).not.toBe(first.conversationId);
  });

  test('fifty first messages that race make one conversation and leave no litter', async () => {
    const here = await place();
    const store = await open({ place: here });
    const seats = await Promise.all(Array.from({ length: 50 }, () => seat(store, 'amina')));
    expect(new Set(seats.map(({ conversationId }) => conversationId)).size).toBe(1);
    const tables = await everyTable(here);
    const counts = ['contacts', 'conversations', 'addresses'].map((table) => tables.get(table)?.length);
    expect(counts).toEqual([1, 1, 1]);
  });

  test('a further address leads to the same conversation', async () => {
    const store = await open();
    const first = await seat(store, 'amina');
    await store.write(({ people }) => people.addAddress(addressOf('amina', 'web-chat'), first, now));
    const second = await store.read(({ people }) => people.findSeat(addressOf('amina', 'web-chat')));
    expect(second).toMatchObject({ contactId: first.contactId, conversationId: first.conversationId });
    expect(second?.addressId).not.toBe(first.addressId);
  });

  test('somebody is known again in another thread, but not on another account or channel', async () => {
    const store = await open();
    const first = await seat(store, 'amina');
    const find = (changes: object) => store.read(({ people }) => people.findSeatOfUser({ ...addressOf('amina'), ...changes }));
    expect(await find({ thread: 'another tab' })).toEqual(first);
    expect(await find({ account: 'other' })).toBeNull();
    expect(await find({ channel: 'web-chat' })).toBeNull();
    expect(await find({ externalUser: 'bola' })).toBeNull();
  });

  test("an address that is somebody's already stays theirs", async () => {
    const store = await open();
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    await store.write(({ people }) => people.addAddress(addressOf('amina'), bola, now));
    expect(await store.read(({ people }) => people.findSeat(addressOf('amina')))).toEqual(amina);
  });

  test('what is learnt about a person is kept; what is not named stays', async () => {
    const store = await open();
    const { contactId } = await seat(store, 'amina');
    await store.write(({ people }) => people.change(contactId, { language: 'ar', country: 'it', secondLanguage: 'fr' }));
    await store.write(({ people }) => people.change(contactId, { country: null, city: 'Milano' }));
    await store.write(({ people }) => people.change(contactId, {}));
    expect(await store.read(({ people }) => people.contact(contactId))).toEqual({
      id: contactId,
      partnerId: 'main',
      language: 'ar',
      secondLanguage: 'fr',
      country: null,
      city: 'Milano',
      zone: null,
      sector: null,
      stage: null,
      createdAt: now,
    });
    expect(await store.read(({ people }) => people.contact('nobody'))).toBeNull();
  });
});

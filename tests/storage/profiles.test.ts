import { expect, test } from 'vitest';
import { eachStore } from '../support/stores.ts';
import { everyTable, inbound, now, seat } from './fixtures.ts';

eachStore('people at one phone', ({ open, place }) => {
  test('are named there, oldest first, and nobody is where nobody shares', async () => {
    const store = await open();
    const phone = await seat(store, 'phone');
    expect(await store.read(({ profiles }) => profiles.of(phone.addressId))).toEqual([]);
    await store.write(({ profiles }) => profiles.name(phone.addressId, phone, 'Amina', now));
    const bilal = await store.write(({ profiles }) => profiles.begin(phone.addressId, 'main', 'Bilal', now + 1));
    await store.write(({ profiles }) => profiles.name(phone.addressId, phone, 'Amina B.', now + 2));
    expect(await store.read(({ profiles }) => profiles.of(phone.addressId))).toEqual([
      { contactId: phone.contactId, conversationId: phone.conversationId, name: 'Amina B.' },
      { ...bilal, name: 'Bilal' },
    ]);
    expect(await store.read(({ people }) => people.contact(bilal.contactId))).toMatchObject({ language: null, country: null });
  });

  test('who takes the seat gets what comes, and what was not answered yet, in its order', async () => {
    const store = await open();
    const phone = await seat(store, 'phone');
    const bilal = await store.write(({ profiles }) => profiles.begin(phone.addressId, 'main', 'Bilal', now));
    const [first] = await store.write(async ({ inbox }) => [
      await inbox.insert(inbound('phone', 'one'), 'main', now),
      await inbox.insert(inbound('phone', 'two'), 'main', now),
      await inbox.insert(inbound('phone', 'three'), 'main', now),
    ]);
    const answered = { id: first?.inboxId ?? '', conversationId: phone.conversationId };
    expect(await store.write(({ inbox }) => inbox.done(answered, now))).toBe(true);
    await store.write(({ profiles }) => profiles.seat(phone.addressId, phone, bilal));

    const waiting = await store.read(({ inbox }) => inbox.open(bilal.conversationId, 9));
    expect(waiting.map(({ activity, seq }) => [activity.text, seq])).toEqual([
      ['phone says two', 1],
      ['phone says three', 2],
    ]);
    expect(await store.read(({ inbox }) => inbox.open(phone.conversationId, 9))).toEqual([]);
    // Whoever holds the row as the first one's can't close it any more.
    const stale = { id: waiting[0]?.id ?? '', conversationId: phone.conversationId };
    expect(await store.write(({ inbox }) => inbox.done(stale, now))).toBe(false);
    const next = await store.write(({ inbox }) => inbox.insert(inbound('phone', 'four'), 'main', now));
    expect(next).toMatchObject({ conversationId: bilal.conversationId, seq: 3 });
  });

  test('joined elsewhere, somebody is still at the phone, once', async () => {
    const store = await open();
    const phone = await seat(store, 'phone');
    const web = await seat(store, 'web');
    await store.write(async ({ profiles, links }) => {
      await profiles.name(phone.addressId, phone, 'Amina', now);
      await profiles.begin(phone.addressId, 'main', 'Bilal', now + 1);
      await profiles.name(phone.addressId, web, 'Amina, too', now + 2);
      await links.join(phone, web, phone.addressId);
    });
    const names = await store.read(({ profiles }) => profiles.of(phone.addressId));
    expect(names.map(({ contactId, name }) => [contactId === web.contactId, name])).toEqual([
      [false, 'Bilal'],
      [true, 'Amina, too'],
    ]);
  });

  test('separated, somebody keeps their name at the phone', async () => {
    const store = await open();
    const phone = await seat(store, 'phone');
    const web = await seat(store, 'web');
    const own = await store.write(async ({ profiles, links }) => {
      await links.join(phone, web, phone.addressId);
      await profiles.name(phone.addressId, web, 'Amina', now);
      return links.separate(web, phone.addressId, now + 1);
    });
    expect(await store.read(({ profiles }) => profiles.of(phone.addressId))).toEqual([{ ...own, name: 'Amina' }]);
  });

  test('who asks elsewhere to be forgotten leaves the phone to the others', async () => {
    const here = await place();
    const store = await open({ place: here });
    const web = await seat(store, 'web');
    const phone = await seat(store, 'phone');
    const bilal = await store.write(async ({ profiles, links, people }) => {
      await links.join(phone, web, phone.addressId);
      await profiles.name(phone.addressId, web, 'Amina', now);
      const other = await profiles.begin(phone.addressId, 'main', 'Bilal', now + 1);
      await people.forget(web.contactId, { addressId: web.addressId, newContactId: 'nobody yet' }, now + 2);
      return other;
    });
    expect(await store.read(({ people }) => people.seatById(phone.addressId))).toMatchObject(bilal);
    expect(JSON.stringify((await everyTable(here)).get('profiles'))).not.toContain('Amina');
  });
});

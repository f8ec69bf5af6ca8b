import { addressOf, everyTable, now, seat } from './fixtures.ts';
import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';

eachStore('transactions', ({ engine, open, place }) => {
  test('what is read inside a write is what it has written so far', async () => {
    const store = await open();
    const { contactId } = await seat(store, 'amina');
    const city = await store.write(async ({ people }) => {
      await people.change(contactId, { city: 'Milano' });
      return (await people.contact(contactId))?.city;
    });
    expect(city).toBe('Milano');
  });

  test('a write that fails leaves nothing, and its neighbours in the same commit all stay', async () => {
    const here = await place();
    const store = await open({ place: here });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        store.write(async ({ people }) => {
          await people.seat(addressOf(`person ${String(index)}`), 'main', now);
          if (index === 4) throw new Error('the fifth fails');
        }),
      ),
    );
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(results.map((_, index) => index !== 4));
    const users = (await everyTable(here)).get('addresses')?.map((row) => row['external_user']);
    expect(users).toHaveLength(9);
    expect(users).not.toContain('person 4');
  });

  test('a read sees one moment, whatever is written meanwhile', async () => {
    const store = await open();
    const { contactId } = await seat(store, 'amina');
    const cities = await store.read(async ({ people }) => {
      const before = await people.contact(contactId);
      await store.write((tables) => tables.people.change(contactId, { city: 'Milano' }));
      return [before?.city, (await people.contact(contactId))?.city];
    });
    expect(cities).toEqual([null, null]);
    expect((await store.read(({ people }) => people.contact(contactId)))?.city).toBe('Milano');
  });

  test('what was committed is there after the store is opened again, and its schema is not made twice', async () => {
    const here = await place();
    const first = await open({ place: here });
    const at = await seat(first, 'amina');
    await first.close();
    const second = await open({ place: here });
    expect(await second.read(({ people }) => people.findSeat(addressOf('amina')))).toEqual(at);
  });

  test('closing waits for the writes that were asked for, then takes no more', async () => {
    const here = await place();
    const store = await open({ place: here });
    const pending = seat(store, 'amina');
    const closed = store.close();
    await pending;
    await closed;
    await store.close();
    await expect(seat(store, 'bola')).rejects.toMatchObject({ code: 'store-busy' });
    expect((await everyTable(here)).get('addresses')).toHaveLength(1);
  });

  test('the database answers while it is open', async () => {
    const store = await open();
    await expect(store.check()).resolves.toBeUndefined();
    await store.close();
    await expect(store.check()).rejects.toMatchObject({ code: 'store-busy' });
  });

  test('commits and queries are counted', async () => {
    const store = await open();
    const before = store.stats();
    await seat(store, 'amina');
    const after = store.stats();
    expect(after.commits - before.commits).toBe(1);
    expect(after.queries - before.queries).toBe(4);
    expect(store.isSingle).toBe(engine === 'SQLite');
  });
});

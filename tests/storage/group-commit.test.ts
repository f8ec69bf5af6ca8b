import { addressOf, everyTable, now, seat } from './fixtures.ts';
import { createPlace } from '../support/stores.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/storage/open-store.ts';
import { seededUniverse } from '../support/universe.ts';
import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import type { BeforeCommit, OpenStore } from '../../src/storage/open-store.ts';
import type { StorePlace } from '../support/stores.ts';

async function openPlace(place: StorePlace, beforeCommit?: BeforeCommit): Promise<OpenStore> {
  const store = await openStore({ ...place, universe: seededUniverse(), beforeCommit });
  onTestFinished(() => store.close());
  return store;
}

async function newPlace(): Promise<StorePlace> {
  const place = await createPlace('SQLite');
  onTestFinished(() => place.remove());
  return place;
}

describe('group commit (SQLite)', () => {
  test('writes that wait share a commit, in their order', async () => {
    const groups: number[] = [];
    const store = await openPlace(await newPlace(), (writes) => void groups.push(writes));
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        store.write(async ({ people }) => {
          order.push(index);
          await people.seat(addressOf(String(index)), 'main', now);
        }),
      ),
    );
    expect(groups).toEqual([5]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(store.stats().commits).toBe(1);
  });

  test('whoever comes while a commit is under way goes into the next one', async () => {
    const groups: number[] = [];
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const store = await openPlace(await newPlace(), (writes) => {
      groups.push(writes);
      return groups.length === 1 ? gate : undefined;
    });
    const first = seat(store, 'amina');
    while (groups.length === 0) await new Promise(setImmediate);
    const later = ['bola', 'chen', 'dina'].map((user) => seat(store, user));
    openGate();
    await Promise.all([first, ...later]);
    expect(groups).toEqual([1, 3]);
  });

  test('a group has at most 64 members', async () => {
    const groups: number[] = [];
    const store = await openPlace(await newPlace(), (writes) => void groups.push(writes));
    await Promise.all(Array.from({ length: 150 }, () => seat(store, 'amina')));
    expect(Math.max(...groups)).toBeLessThanOrEqual(64);
  });

  test('a commit that fails rejects everyone in it, keeps nothing, and the next one goes through', async () => {
    const place = await newPlace();
    let fails = true;
    const store = await openPlace(place, () => {
      if (fails) throw new Error('the disk is gone');
    });
    const results = await Promise.allSettled(['amina', 'bola', 'chen'].map((user) => seat(store, user)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await everyTable(place)).get('contacts')).toEqual([]);
    fails = false;
    await seat(store, 'amina');
    expect((await everyTable(place)).get('contacts')).toHaveLength(1);
  });

  test.each(['SQLITE_FULL', 'SQLITE_IOERR_FSYNC'])('%s is told as a disk that may be full, to be tried again', async (code) => {
    const store = await openPlace(await newPlace(), () => {
      throw Object.assign(new Error('the disk is full'), { code });
    });
    await expect(seat(store, 'amina')).rejects.toMatchObject({ code: 'store-busy', status: 503, retryable: true });
  });

  test('another program that holds the file is waited for only briefly, and the store recovers', async () => {
    const place = await newPlace();
    const store = await openPlace(place);
    const other = new SqliteDatabase(join(place.dataDir, 'sportello.db'));
    other.exec('begin immediate');
    await expect(seat(store, 'amina')).rejects.toMatchObject({ code: 'store-busy' });
    other.exec('rollback');
    other.close();
    await expect(seat(store, 'amina')).resolves.toBeDefined();
  });

  test('a commit with nothing to write is no commit', async () => {
    const store = await openPlace(await newPlace());
    await store.write(({ people }) => people.findSeat(addressOf('amina')));
    await store.write(({ inbox }) => inbox.claimConversations(9, now, 1000));
    expect(store.stats().commits).toBe(0);
  });

  test('reads go on while a commit is under way', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let isHeld = false;
    const store = await openPlace(await newPlace(), () => {
      reached.resolve();
      return isHeld ? gate : undefined;
    });
    await seat(store, 'amina');
    isHeld = true;
    const slow = seat(store, 'bola');
    await reached.promise;
    expect(await store.read(({ people }) => people.findSeat(addressOf('amina')))).not.toBeNull();
    expect(await store.read(({ people }) => people.findSeat(addressOf('bola')))).toBeNull();
    openGate();
    await slow;
  });
});

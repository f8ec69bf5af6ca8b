import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { now, seat } from './fixtures.ts';
import type { Store } from '../../src/ports/store.ts';

async function set(store: Store, scope: string, fireAt: number, id = `timer of ${scope}`): Promise<void> {
  const { conversationId } = await seat(store, 'amina');
  await store.write(({ timers }) => timers.set({ id, partnerId: 'main', type: 'pill-due', scope, conversationId, fireAt }));
}

const due = (store: Store, at: number) => store.read(({ timers }) => timers.due(at, 9));

eachStore('timers', ({ open }) => {
  test('those that are due come in order of their time', async () => {
    const store = await open();
    expect(await store.read(({ timers }) => timers.next())).toBeNull();
    await set(store, 'b', now + 2);
    await set(store, 'a', now + 3);
    await set(store, 'c', now + 1);
    expect(await store.read(({ timers }) => timers.next())).toBe(now + 1);
    expect((await due(store, now + 2)).map(({ scope }) => scope)).toEqual(['c', 'b']);
    expect(await store.read(({ timers }) => timers.due(now + 9, 1))).toMatchObject([
      { scope: 'c', type: 'pill-due', version: 1 },
    ]);
  });

  test('a timer that was moved is not taken by who saw it before', async () => {
    const store = await open();
    await set(store, 'a', now);
    const [stale] = await due(store, now);
    await set(store, 'a', now + 5, 'another id');
    const [fresh] = await due(store, now + 5);
    if (stale === undefined || fresh === undefined) throw new Error('not due');
    expect(fresh).toMatchObject({ fireAt: now + 5, version: stale.version + 1 });
    expect(await store.write(({ timers }) => timers.take(stale))).toBe(false);
    expect(await store.write(({ timers }) => timers.take(fresh))).toBe(true);
    expect(await due(store, now + 9)).toEqual([]);
  });

  test('of many who take a timer at once one gets it', async () => {
    const store = await open();
    await set(store, 'a', now);
    const [timer] = await due(store, now);
    if (timer === undefined) throw new Error('not due');
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.write(({ timers }) => timers.take(timer))));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('a timer that was taken and set again is not taken by who saw the first', async () => {
    const store = await open();
    await set(store, 'a', now, 'first');
    const [first] = await due(store, now);
    if (first === undefined) throw new Error('not due');
    await store.write(({ timers }) => timers.take(first));
    await set(store, 'a', now, 'second');
    expect(await store.write(({ timers }) => timers.take(first))).toBe(false);
  });

  test('a cancelled timer never fires', async () => {
    const store = await open();
    await set(store, 'a', now);
    await store.write(({ timers }) => timers.cancel('handoff-overdue', 'a'));
    expect(await due(store, now)).toHaveLength(1);
    await store.write(({ timers }) => timers.cancel('pill-due', 'a'));
    expect(await due(store, now)).toEqual([]);
  });
});

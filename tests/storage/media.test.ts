import { expect, test } from 'vitest';
import type { NewMedia } from '../../src/ports/media.ts';
import type { Seat } from '../../src/ports/store.ts';
import { eachStore } from '../support/stores.ts';
import { now, seat } from './fixtures.ts';

const day = 86_400_000;

function file(at: Seat, id: string, changes: Partial<NewMedia> = {}): NewMedia {
  return {
    id,
    conversationId: at.conversationId,
    activityId: null,
    kind: 'image',
    contentType: 'image/png',
    name: null,
    size: 3,
    sha256: 'ab',
    source: null,
    state: 'left',
    ...changes,
  };
}

eachStore('files of conversations', ({ open }) => {
  test('are asked of their provider once, and again only after a pause', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const asked = file(at, 'a', { activityId: 'said', source: 'telegram:1', state: 'asked', sha256: null, size: 0 });
    await store.write(({ media }) => media.insert(asked, now));
    await store.write(({ media }) => media.insert({ ...asked, id: 'copy' }, now));
    const take = (later: number) => store.write(({ media }) => media.takeAsked(9, now + later, 60_000));
    expect((await take(0)).map(({ id, attempts }) => [id, attempts])).toEqual([['a', 0]]);
    expect(await take(59_000)).toEqual([]);
    expect((await take(60_000)).map(({ attempts }) => attempts)).toEqual([1]);
    await store.write(({ media }) => media.uncount('a'));
    expect((await take(120_000)).map(({ attempts }) => attempts)).toEqual([1]);
    const kept = { id: 'a', state: 'kept', kind: 'image', contentType: 'image/png', size: 3, sha256: 'ab' } as const;
    await store.write(({ media }) => media.settle(kept));
    expect(await take(10 * day)).toEqual([]);
    expect(await store.read(({ media }) => media.byId('a'))).toMatchObject({ ...kept, source: 'telegram:1', at: now });
  });

  test('are shared only within their own conversation', async () => {
    const store = await open();
    const amina = await seat(store, 'amina');
    const bo = await seat(store, 'bo');
    await store.write(({ media }) => media.insert(file(amina, 'a'), now));
    const stateOf = async () => (await store.read(({ media }) => media.byId('a')))?.state;
    await store.write(({ media }) => media.share('a', bo.conversationId));
    expect(await stateOf()).toBe('left');
    await store.write(({ media }) => media.share('a', amina.conversationId));
    expect(await stateOf()).toBe('kept');
    expect(await store.read(({ media }) => media.of(bo.conversationId))).toEqual([]);
  });

  test('end: those that nobody was to see first', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await store.write(async ({ media }) => {
      await media.insert(file(at, 'unshared'), now);
      await media.insert(file(at, 'shared', { state: 'kept' }), now);
      await media.insert(file(at, 'other bytes', { sha256: 'cd' }), now);
    });
    const wanted = (sha256: string) => store.read(({ media }) => media.isWanted(sha256));
    expect(await store.write(({ media }) => media.expire(now, now + day))).toBe(2);
    expect([await wanted('ab'), await wanted('cd')]).toEqual([true, false]);
    expect(await store.write(({ media }) => media.expire(now + day, now + day))).toBe(1);
    expect(await wanted('ab')).toBe(false);
  });
});

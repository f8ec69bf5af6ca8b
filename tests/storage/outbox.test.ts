import { eachStore } from '../support/stores.ts';
import { everyTable, now, outboxRow, seat } from './fixtures.ts';
import { expect, test } from 'vitest';
import type { NewOutboxRow, SendResult, Store } from '../../src/ports/store.ts';

function insert(store: Store, rows: readonly NewOutboxRow[]): Promise<readonly boolean[]> {
  return store.write(({ outbox }) => outbox.insert(rows, now));
}

async function claim(store: Store, at = now, limit = 99, channels: readonly string[] = ['telegram']): Promise<readonly string[]> {
  const claimed = await store.write(({ outbox }) => outbox.claimDue(limit, at, channels));
  return claimed.map(({ id }) => id);
}

function finish(store: Store, id: string, result: SendResult = { status: 'sent', providerId: 'p' }): Promise<void> {
  return store.write(({ outbox }) => outbox.finish(id, result, now));
}

eachStore('outbox', ({ open, place }) => {
  test('the same reply is inserted once', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    expect(await insert(store, [outboxRow(at, 'a'), outboxRow(at, 'b')])).toEqual([true, true]);
    const again = [outboxRow(at, 'c', { idemKey: 'key-a' }), outboxRow(at, 'd'), outboxRow(at, 'e', { idemKey: 'key-b' })];
    expect(await insert(store, again)).toEqual([false, true, false]);
    expect(await insert(store, [])).toEqual([]);
  });

  test('a claimed row says what to send and where, and counts the try', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await insert(store, [outboxRow(at, 'a', { expiresAt: now + 5 })]);
    expect(await store.write(({ outbox }) => outbox.claimDue(9, now, ['telegram']))).toEqual([
      {
        id: 'a',
        idemKey: 'key-a',
        conversationId: at.conversationId,
        address: { channel: 'telegram', account: 'default', externalUser: 'amina', thread: 'amina' },
        activity: { type: 'message', text: 'a' },
        kind: 'reply',
        status: 'sending',
        attempts: 1,
        notBefore: now,
        expiresAt: now + 5,
      },
    ]);
  });

  test('of one conversation only the earliest unsent row goes out', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await insert(store, [outboxRow(at, 'z first'), outboxRow(at, 'a second')]);
    expect(await claim(store)).toEqual(['z first']);
    expect(await claim(store)).toEqual([]);
    await finish(store, 'z first', { status: 'retry', error: 'slow', notBefore: now + 100 });
    expect(await claim(store)).toEqual([]);
    expect(await claim(store, now + 100)).toEqual(['z first']);
    await finish(store, 'z first');
    expect(await claim(store)).toEqual(['a second']);
  });

  test('replies go before notices and pills, in one conversation and over all of them', async () => {
    const store = await open();
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    await insert(store, [outboxRow(amina, 'pill', { kind: 'pill' }), outboxRow(amina, 'reply')]);
    await insert(store, [outboxRow(bola, 'notice', { kind: 'notice' })]);
    expect(await claim(store)).toEqual(['reply', 'notice']);
    await finish(store, 'reply');
    expect(await claim(store)).toEqual(['pill']);
  });

  test('nothing leaves before its time, above the limit, or on a channel that is not asked for', async () => {
    const store = await open();
    const [amina, bola, chen] = [
      await seat(store, 'amina'),
      await seat(store, 'bola'),
      await seat(store, 'chen', 'whatsapp-web'),
    ];
    await insert(store, [outboxRow(amina, 'a'), outboxRow(bola, 'b', { notBefore: now + 1 }), outboxRow(chen, 'c')]);
    expect(await claim(store, now, 99, [])).toEqual([]);
    expect(await claim(store, now, 1, ['telegram', 'whatsapp-web'])).toEqual(['a']);
    expect(await claim(store, now + 1, 9, ['telegram'])).toEqual(['b']);
    expect(await claim(store, now + 1, 9, ['telegram', 'whatsapp-web'])).toEqual(['c']);
  });

  test('a row that is born sent is never sent', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await insert(store, [outboxRow(at, 'a', { status: 'sent' })]);
    expect(await claim(store)).toEqual([]);
  });

  test('senders that race through several processes never get the same row', async () => {
    const here = await place();
    const one = await open({ place: here });
    const two = here.databaseUrl === null ? one : await open({ place: here });
    const ids = Array.from({ length: 12 }, (_, index) => `row ${String(index)}`);
    for (const id of ids) await insert(one, [outboxRow(await seat(one, id), id)]);
    const claimed: string[] = [];
    for (let round = 0; round < 3; round++) {
      claimed.push(...(await Promise.all([one, two, one].map((store) => claim(store, now, 2)))).flat());
    }
    claimed.push(...(await claim(one)));
    expect(claimed.toSorted()).toEqual(ids.toSorted());
  });

  test('after a crash a pill is not sent again, anything else once', async () => {
    const store = await open();
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    await insert(store, [outboxRow(amina, 'reply'), outboxRow(bola, 'pill', { kind: 'pill' })]);
    const recover = (at: number) => store.write(({ outbox }) => outbox.recover(at, 1000));
    expect(await claim(store)).toHaveLength(2);
    expect(await recover(now + 999)).toBe(0);
    expect(await recover(now + 1000)).toBe(2);
    expect(await claim(store, now + 1000)).toEqual(['reply']);
    expect(await recover(now + 2000)).toBe(1);
    expect(await claim(store, now + 9000)).toEqual([]);
    const troubled = await store.read(({ outbox }) => outbox.troubled(9));
    expect(troubled.map(({ id, status }) => `${id} ${status}`).toSorted()).toEqual(['pill ambiguous', 'reply ambiguous']);
  });

  test('what a dead process was sending waits for its provider’s report, where there is one', async () => {
    const store = await open();
    await insert(store, [outboxRow(await seat(store, 'amina'), 'here'), outboxRow(await seat(store, 'bola', 'other'), 'there')]);
    const claimAll = (at: number) => store.write(({ outbox }) => outbox.claimDue(9, at, ['telegram', 'other']));
    expect(await claimAll(now)).toHaveLength(2);
    expect(await store.write(({ outbox }) => outbox.recover(now, 0, new Map([['other', 15_000]])))).toBe(2);
    expect((await claimAll(now + 14_999)).map(({ id }) => id)).toEqual(['here']);
    expect((await claimAll(now + 15_000)).map(({ id }) => id)).toEqual(['there']);
  });

  test('a result that comes after the recovery still counts, and a settled row stays settled', async () => {
    const store = await open();
    await insert(store, [outboxRow(await seat(store, 'amina'), 'pill', { kind: 'pill' })]);
    await claim(store);
    await store.write(({ outbox }) => outbox.recover(now, 0));
    await finish(store, 'pill');
    await finish(store, 'pill', { status: 'dead', error: 'blocked' });
    expect(await store.read(({ outbox }) => outbox.troubled(9))).toEqual([]);
  });

  test('cancelling takes what waits, of the kinds named, of one conversation', async () => {
    const store = await open();
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    await insert(store, [outboxRow(amina, 'reply'), outboxRow(amina, 'pill', { kind: 'pill' })]);
    await insert(store, [outboxRow(bola, 'other pill', { kind: 'pill' })]);
    const cancel = (kinds: readonly NewOutboxRow['kind'][]) =>
      store.write(({ outbox }) => outbox.cancel(amina.conversationId, kinds, now));
    expect(await cancel([])).toBe(0);
    expect(await cancel(['pill', 'notice'])).toBe(1);
    expect(await claim(store)).toEqual(['reply', 'other pill']);
    expect(await cancel(['reply'])).toBe(0);
  });

  test('every try leaves its rows, and none is overwritten', async () => {
    const here = await place();
    const store = await open({ place: here });
    await insert(store, [outboxRow(await seat(store, 'amina'), 'a')]);
    await claim(store);
    await finish(store, 'a', { status: 'retry', error: 'slow', notBefore: now });
    await claim(store);
    await finish(store, 'a', { status: 'sent', providerId: 'wamid' });
    const rows = (await everyTable(here)).get('attempts') ?? [];
    const tries = rows.map(({ attempt, event, detail }) => `${String(attempt)} ${String(event)} ${String(detail)}`);
    expect(tries.toSorted()).toEqual(['1 retry slow', '1 sending null', '2 sending null', '2 sent wamid']);
  });
});

import { everyTable, inbound, now, seat } from './fixtures.ts';
import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import type { InboundActivity, Receipt } from '../../src/domain/inbox.ts';
import type { Store } from '../../src/ports/store.ts';

function receive(store: Store, item: InboundActivity): Promise<Receipt> {
  return store.write(({ inbox }) => inbox.insert(item, 'main', now));
}

eachStore('inbox', ({ open, place }) => {
  test('messages are open in the order in which they came, with their words and where to answer', async () => {
    const store = await open();
    const receipts = [];
    for (const key of ['1', '2', '3']) receipts.push(await receive(store, inbound('amina', key)));
    expect(receipts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const { conversationId } = await seat(store, 'amina');
    const rows = await store.read(({ inbox }) => inbox.open(conversationId, 2));
    expect(rows).toMatchObject([
      { id: receipts[0]?.inboxId, seq: 1, activity: { text: 'amina says 1' }, attempts: 0, address: { externalUser: 'amina' } },
      { id: receipts[1]?.inboxId, seq: 2, activity: { text: 'amina says 2' } },
    ]);
    const transcript = await store.read(({ conversations }) =>
      conversations.transcript(conversationId, { after: 0, limit: 9, notes: false }),
    );
    expect(transcript.map(({ id }) => id)).toEqual(receipts.map(({ activityId }) => activityId));
  });

  test('a copy is answered with the receipt of the first, and leaves no trace', async () => {
    const here = await place();
    const store = await open({ place: here });
    const first = await receive(store, inbound('amina', '1'));
    const copy = await receive(store, inbound('amina', '1'));
    const next = await receive(store, inbound('amina', '2'));
    expect(copy).toEqual({ ...first, status: 'duplicate' });
    expect(next.seq).toBe(2);
    expect((await everyTable(here)).get('activities')).toHaveLength(2);
  });

  test('a copy from another address is a copy all the same', async () => {
    const store = await open();
    const first = await receive(store, inbound('amina', '1'));
    const copy = await receive(store, { ...inbound('bola', '1') });
    expect(copy).toEqual({ ...first, status: 'duplicate' });
    const { conversationId } = await seat(store, 'bola');
    expect(await store.read(({ conversations }) => conversations.lastSeq(conversationId))).toBe(0);
  });

  test('the same key on another channel is another message', async () => {
    const store = await open();
    const first = await receive(store, inbound('amina', '1'));
    const address = { ...inbound('amina', '1').address, channel: 'web-chat' };
    const second = await receive(store, { ...inbound('amina', '1'), address });
    expect(second.status).toBe('stored');
    expect(second.conversationId).not.toBe(first.conversationId);
  });

  test('copies that race through two processes are stored once, without a gap in the numbers', async () => {
    const here = await place();
    const one = await open({ place: here });
    const two = here.databaseUrl === null ? one : await open({ place: here });
    const keys = Array.from({ length: 40 }, (_, index) => String(index % 10));
    const receipts = await Promise.all(keys.map((key, index) => receive(index % 2 === 0 ? one : two, inbound('amina', key))));
    const stored = receipts.filter(({ status }) => status === 'stored');
    expect(stored.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const receipt of receipts) expect(stored.map(({ inboxId }) => inboxId)).toContain(receipt.inboxId);
  });

  test('a webhook of several messages is stored whole or not at all', async () => {
    const here = await place();
    const store = await open({ place: here });
    const webhook = store.write(async ({ inbox }) => {
      for (const key of ['1', '2', '3']) await inbox.insert(inbound('amina', key), 'main', now);
      throw new Error('the fourth message is malformed');
    });
    await expect(webhook).rejects.toThrow('malformed');
    expect((await everyTable(here)).get('inbox')).toEqual([]);
  });

  test('a row that is done, or set aside as dead, is open no more; a failed one stays', async () => {
    const store = await open();
    const [done, dead, failed] = [
      await receive(store, inbound('amina', '1')),
      await receive(store, inbound('amina', '2')),
      await receive(store, inbound('amina', '3')),
    ];
    await store.write(async ({ inbox }) => {
      await inbox.done({ id: done.inboxId, conversationId: done.conversationId }, now);
      await inbox.failed(dead.inboxId, 'no such step', true, now);
      await inbox.failed(failed.inboxId, 'slow model', false, now);
    });
    const open2 = await store.read(({ inbox }) => inbox.open(done.conversationId, 9));
    expect(open2).toMatchObject([{ id: failed.inboxId, attempts: 1 }]);
    const deadRows = await store.read(({ inbox }) => inbox.dead(9));
    expect(deadRows).toMatchObject([
      { id: dead.inboxId, attempts: 1, error: 'no such step', activity: { text: 'amina says 2' } },
    ]);
  });
});

import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { handoffOf, inbound, message, now, seat } from './fixtures.ts';
import { newConversationState } from '../../src/domain/conversation.ts';
import type { NewTranscriptRow, Seat, Store, TranscriptQuery } from '../../src/ports/store.ts';

const whole = { after: 0, limit: 99, notes: true };

function row(id: string, at: Seat | null, actor: NewTranscriptRow['actor'] = 'bot'): NewTranscriptRow {
  return { id, actor, addressId: at?.addressId ?? null, channel: at === null ? null : 'telegram', activity: message(id) };
}

function append(store: Store, at: Seat, rows: readonly NewTranscriptRow[]) {
  return store.write(({ conversations }) => conversations.append(at.conversationId, rows, now));
}

async function idsIn(store: Store, at: Seat, query: TranscriptQuery): Promise<readonly string[]> {
  const rows = await store.read(({ conversations }) => conversations.transcript(at.conversationId, query));
  return rows.map(({ id }) => id);
}

eachStore('conversations', ({ open }) => {
  test('a new conversation is loaded with its contact and nothing else', async () => {
    const store = await open();
    const { conversationId, contactId } = await seat(store, 'amina');
    const loaded = await store.read(({ conversations }) => conversations.load(conversationId));
    expect(loaded).toEqual({
      id: conversationId,
      partnerId: 'main',
      version: 1,
      owner: 'bot',
      state: newConversationState,
      contact: await store.read(({ people }) => people.contact(contactId)),
      subscription: null,
      handoff: null,
      messages: 0,
      since: now,
    });
    expect(await store.read(({ conversations }) => conversations.load('nobody'))).toBeNull();
  });

  test('conversations in which a dialog runs come page by page, others not', async () => {
    const store = await open();
    const frame = { dialog: 'ask', step: 'how', hash: 'a', waiting: true, retries: 0 };
    const [amina, , chen] = await Promise.all(['amina', 'bodi', 'chen'].map((user) => seat(store, user)));
    const running = [amina, chen].map((at) => at?.conversationId ?? '').toSorted();
    for (const id of running) {
      await store.write(({ conversations }) =>
        conversations.save(id, 1, { state: { ...newConversationState, stack: [frame] }, owner: 'bot' }),
      );
    }
    const [first = '', second = ''] = running;
    expect(await store.read(({ conversations }) => conversations.running('', 1))).toEqual([{ id: first, stack: [frame] }]);
    expect(await store.read(({ conversations }) => conversations.running(first, 5))).toEqual([{ id: second, stack: [frame] }]);
  });

  test('subscription and open handoff come along; a closed handoff does not', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const subscription = {
      id: 'subscription',
      partnerId: 'main',
      contactId: at.contactId,
      conversationId: at.conversationId,
      topics: ['money', 'growth'] as const,
      zone: 'Europe/Rome',
      localTime: '08:30',
      pausedUntil: now,
      status: 'active',
      generation: 3,
      askedOn: 'telegram',
    } as const;
    const handoff = handoffOf(at, 'open', { mentorId: 'mentor', status: 'claimed', claimedAt: now });
    await store.write(async ({ subscriptions, handoffs }) => {
      await subscriptions.save(subscription, now);
      await handoffs.open(handoffOf(at, 'closed', { status: 'closed', closedAt: now }));
      await handoffs.open(handoff);
    });
    const loaded = await store.read(({ conversations }) => conversations.load(at.conversationId));
    expect(loaded).toMatchObject({ subscription, handoff });
  });

  test('of two turns that began at the same version the second is refused', async () => {
    const store = await open();
    const { conversationId } = await seat(store, 'amina');
    const state = { ...newConversationState, misses: 1, vars: { city: '米兰', list: [1, null, { deep: true }] } };
    const save = (owner: 'bot' | 'queue') =>
      store.write(({ conversations }) => conversations.save(conversationId, 1, { state, owner }));
    expect([await save('queue'), await save('bot')]).toEqual([true, false]);
    const loaded = await store.read(({ conversations }) => conversations.load(conversationId));
    expect(loaded).toMatchObject({ version: 2, owner: 'queue', state });
  });

  test('rows are numbered without gaps, also when many writers append at once', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await store.write(({ inbox }) => inbox.insert(inbound('amina', '1'), 'main', now));
    const batches = Array.from({ length: 20 }, (_, index) => [row(`${String(index)}a`, at), row(`${String(index)}b`, at)]);
    const appended = await Promise.all(batches.map((batch) => append(store, at, batch)));
    for (const [first, second] of appended) expect(second?.seq).toBe((first?.seq ?? 0) + 1);
    const rows = await store.read(({ conversations }) => conversations.transcript(at.conversationId, whole));
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    expect(rows.slice(1)).toEqual(appended.flat().toSorted((a, b) => a.seq - b.seq));
    expect(await store.read(({ conversations }) => conversations.lastSeq(at.conversationId))).toBe(41);
  });

  test('nothing is appended to a conversation that is gone', async () => {
    const store = await open();
    const at = { ...(await seat(store, 'amina')), conversationId: 'gone' };
    await expect(append(store, at, [row('a', null)])).rejects.toMatchObject({ code: 'conversation-gone' });
  });

  test('a transcript begins after a number, ends at a limit, and hides notes unless asked', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await append(store, at, [row('a', at), row('note', null, 'note'), row('b', at), row('c', at)]);
    expect(await idsIn(store, at, whole)).toEqual(['a', 'note', 'b', 'c']);
    expect(await idsIn(store, at, { ...whole, notes: false })).toEqual(['a', 'b', 'c']);
    expect(await idsIn(store, at, { after: 1, limit: 2, notes: false })).toEqual(['b', 'c']);
    expect(await idsIn(store, at, { after: 4, limit: 2, notes: true })).toEqual([]);
  });

  test('one address sees what was said there or everywhere, not what was said elsewhere', async () => {
    const store = await open();
    const here = await seat(store, 'amina');
    const elsewhere = { ...here, addressId: 'elsewhere' };
    await append(store, here, [
      row('here', here),
      row('elsewhere', elsewhere),
      row('everywhere', null),
      row('note', null, 'note'),
    ]);
    const query = { ...whole, notes: false, addressId: here.addressId };
    expect(await idsIn(store, here, query)).toEqual(['here', 'everywhere']);
  });

  test('the last address is the one that was written from last', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const lastAddress = () => store.read(({ conversations }) => conversations.lastAddress(at.conversationId));
    expect(await lastAddress()).toBeNull();
    const web = { ...inbound('amina', '2').address, channel: 'web-chat' };
    await store.write(({ people }) => people.addAddress(web, at, now));
    await store.write(({ inbox }) => inbox.insert(inbound('amina', '1'), 'main', now));
    expect(await lastAddress()).toEqual({ id: at.addressId, address: inbound('amina', '1').address });
    await store.write(({ inbox }) => inbox.insert({ ...inbound('amina', '2'), address: web }, 'main', now));
    expect(await lastAddress()).toMatchObject({ address: web });
  });
});

import type { Activity } from '../../src/domain/activity.ts';
import type { Receipt } from '../../src/domain/inbox.ts';
import type { Actor, TranscriptRow } from '../../src/domain/transcript.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { Seat } from '../../src/ports/store.ts';
import type { Universe } from '../../src/ports/universe.ts';
import type { WebChats } from '../../src/ports/web-chat.ts';

interface StoredRow extends TranscriptRow {
  readonly addressId: string | null;
}

/** Conversations in memory, one per user, that answer `text` with `echo: text` unless told otherwise. */
export interface FakeWebChats {
  readonly inbox: Inbox;
  readonly chats: WebChats;
  /** Says something from the inside to the address of this thread, or to every address. */
  say(user: string, thread: string | null, activity: Partial<Activity>, actor?: Actor): void;
  /** Deletes everything about somebody. */
  forget(user: string): void;
  received(): readonly Activity[];
  reads(): number;
}

export function fakeWebChats(
  universe: Universe,
  reply: (text: string) => string | null = (text) => `echo: ${text}`,
): FakeWebChats {
  const rowsOf = new Map<string, StoredRow[]>();
  const seats = new Map<string, Seat>();
  const receipts = new Map<string, Receipt>();
  const listeners = new Map<string, Set<(rows: readonly TranscriptRow[]) => void>>();
  const received: Activity[] = [];
  let reads = 0;

  const append = (user: string, actor: Actor, addressId: string | null, activity: Activity): StoredRow => {
    const rows = rowsOf.get(user) ?? [];
    rowsOf.set(user, rows);
    const id = universe.id();
    const row: StoredRow = {
      id,
      conversationId: user,
      seq: rows.length + 1,
      actor,
      channel: addressId === null ? null : 'web-chat',
      activity: { ...activity, id },
      at: universe.now(),
      addressId,
    };
    rows.push(row);
    for (const listener of listeners.get(user) ?? []) listener([row]);
    return row;
  };

  const seat = (user: string, thread: string): Seat | null => seats.get(`${user} ${thread}`) ?? null;

  const start: WebChats['start'] = async (user, thread, locale) => {
    const before = seat(user, thread);
    if (before !== null) return { seat: before, isNew: false };
    const made: Seat = { addressId: thread, contactId: user, conversationId: user, partnerId: 'main' };
    seats.set(`${user} ${thread}`, made);
    append(user, 'bot', thread, { type: 'message', text: `hello (${locale ?? 'no locale'})` });
    return await Promise.resolve({ seat: made, isNew: true });
  };

  const receive: Inbox['receive'] = async (items) =>
    await Promise.resolve(
      items.map(({ address, dedupeKey, activity }) => {
        const known = receipts.get(dedupeKey);
        if (known !== undefined) return { ...known, status: 'duplicate' as const };
        received.push(activity);
        const row = append(address.externalUser, 'contact', address.thread, activity);
        const answer = reply(activity.text ?? '');
        const replyToId = row.id;
        if (answer !== null) append(address.externalUser, 'bot', address.thread, { type: 'message', text: answer, replyToId });
        const receipt: Receipt = {
          status: 'stored',
          inboxId: row.id,
          activityId: row.id,
          conversationId: row.conversationId,
          addressId: row.addressId ?? '',
          seq: row.seq,
        };
        receipts.set(dedupeKey, receipt);
        return receipt;
      }),
    );

  return {
    inbox: { receive },
    chats: {
      start,
      seat: async (user, thread) => await Promise.resolve(seat(user, thread)),
      transcript: async ({ conversationId, addressId }, after, limit) => {
        reads++;
        const rows = (rowsOf.get(conversationId) ?? []).filter(
          (row) => row.seq > after && row.actor !== 'note' && (row.addressId ?? addressId) === addressId,
        );
        return await Promise.resolve(rows.slice(0, limit));
      },
      settled: () => Promise.resolve(),
      watch: (conversationId, listener) => {
        const set = listeners.get(conversationId) ?? new Set();
        listeners.set(conversationId, set.add(listener));
        return () => set.delete(listener);
      },
    },
    say: (user, thread, activity, actor = 'bot') => {
      append(user, actor, thread, { type: 'message', ...activity });
    },
    forget: (user) => {
      rowsOf.delete(user);
      for (const key of seats.keys()) if (key.startsWith(`${user} `)) seats.delete(key);
    },
    received: () => received,
    reads: () => reads,
  };
}

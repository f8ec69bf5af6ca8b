import { makeSeat } from './seats.ts';
import { statement } from '../statement.ts';
import type { InboundActivity, Receipt } from '../../domain/inbox.ts';
import type { Runner } from '../statement.ts';
import type { Seat } from '../../ports/store.ts';
import type { Universe } from '../../ports/universe.ts';

/**
 * Stores an activity in inbox and transcript, in four statements. The inbox row and its transcript row share one id.
 * A copy leaves no trace: not even a gap in the conversation's numbers.
 */
export async function ingest(
  run: Runner,
  universe: Universe,
  item: InboundActivity,
  partnerId: string,
  now: number,
): Promise<Receipt> {
  const found = await run.first(seatAndCopy, { ...item.address, dedupeKey: item.dedupeKey });
  if (found !== undefined && found.copyId !== null) return copyReceipt(run, item);
  const seat = found ?? (await makeSeat(run, universe, item.address, partnerId, now));
  const numbered = await run.first(nextSeq, seat);
  // The person was forgotten between the two statements: they are new again.
  if (numbered === undefined) return ingest(run, universe, item, partnerId, now);
  return store(run, universe, item, seat, numbered.last_seq, now);
}

async function store(
  run: Runner,
  universe: Universe,
  item: InboundActivity,
  seat: Seat,
  seq: number,
  now: number,
): Promise<Receipt> {
  const id = universe.id();
  const row = { ...seat, id, channel: item.address.channel, dedupeKey: item.dedupeKey, seq, now };
  if ((await run.first(insertInbox, row)) === undefined) {
    // The first copy came through another process meanwhile. Our row lock on the conversation still holds, so the number
    // that we took can be given back.
    await run.all(giveSeqBack, seat);
    return copyReceipt(run, item);
  }
  await run.all(insertActivity, { ...row, activity: JSON.stringify(item.activity) });
  const { conversationId, addressId } = seat;
  return { status: 'stored', inboxId: id, activityId: id, conversationId, addressId, seq };
}

async function copyReceipt(run: Runner, item: InboundActivity): Promise<Receipt> {
  const copy = await run.first(firstCopy, { channel: item.address.channel, dedupeKey: item.dedupeKey });
  if (copy === undefined) throw new Error('The first copy of an activity vanished inside a transaction.');
  const { id, conversation_id: conversationId, address_id: addressId, seq } = copy;
  return { status: 'duplicate', inboxId: id, activityId: id, conversationId, addressId, seq };
}

interface Sought {
  readonly channel: string;
  readonly account: string;
  readonly externalUser: string;
  readonly thread: string;
  readonly dedupeKey: string;
}

const seatAndCopy = statement((db, $: Sought) =>
  db
    .selectFrom('addresses')
    .leftJoin('inbox', (join) => join.on('inbox.channel', '=', $.channel).on('inbox.dedupe_key', '=', $.dedupeKey))
    .select([
      'addresses.id as addressId',
      'addresses.contact_id as contactId',
      'addresses.conversation_id as conversationId',
      'addresses.partner_id as partnerId',
      'inbox.id as copyId',
    ])
    .where('addresses.channel', '=', $.channel)
    .where('addresses.account', '=', $.account)
    .where('addresses.external_user', '=', $.externalUser)
    .where('addresses.thread', '=', $.thread),
);

const nextSeq = statement((db, $: Seat) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ last_seq: eb('last_seq', '+', 1), last_address_id: $.addressId }))
    .where('id', '=', $.conversationId)
    .returning('last_seq'),
);

const giveSeqBack = statement((db, $: Seat) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ last_seq: eb('last_seq', '-', 1) }))
    .where('id', '=', $.conversationId),
);

interface NewRow extends Seat {
  readonly id: string;
  readonly channel: string;
  readonly dedupeKey: string;
  readonly seq: number;
  readonly now: number;
}

const insertInbox = statement((db, $: NewRow) =>
  db
    .insertInto('inbox')
    .values({
      id: $.id,
      partner_id: $.partnerId,
      channel: $.channel,
      dedupe_key: $.dedupeKey,
      conversation_id: $.conversationId,
      address_id: $.addressId,
      seq: $.seq,
      status: 'open',
      received_at: $.now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'dedupe_key']).doNothing())
    .returning('id'),
);

const insertActivity = statement((db, $: NewRow & { activity: string }) =>
  db.insertInto('activities').values({
    id: $.id,
    partner_id: $.partnerId,
    conversation_id: $.conversationId,
    seq: $.seq,
    actor: 'contact',
    address_id: $.addressId,
    channel: $.channel,
    activity: $.activity,
    at: $.now,
  }),
);

const firstCopy = statement((db, $: { channel: string; dedupeKey: string }) =>
  db
    .selectFrom('inbox')
    .select(['id', 'conversation_id', 'address_id', 'seq'])
    .where('channel', '=', $.channel)
    .where('dedupe_key', '=', $.dedupeKey),
);

import { endOpenCodes } from './end-open-codes.ts';
import { statement } from '../statement.ts';
import type { Builder, Runner, Statement } from '../statement.ts';
import type { Side } from '../../ports/links.ts';

/** Moves everything of one person to another; see `LinksTable.join`. */
export async function joinContacts(run: Runner, from: Side, to: Side, lastAddressId: string): Promise<void> {
  const leaving = await run.first(findConversation, { id: from.conversationId });
  const staying = await run.first(findConversation, { id: to.conversationId });
  if (leaving === undefined || staying === undefined) throw new Error('A conversation to be joined is not there.');
  const createdAt = Math.min(leaving.created_at, staying.created_at);
  const numbered = { id: to.conversationId, count: leaving.last_seq, lastAddressId, createdAt };
  const taken = await run.first(takeNumbers, numbered);
  const move: Move = {
    fromContact: from.contactId,
    toContact: to.contactId,
    from: from.conversationId,
    to: to.conversationId,
    offset: (taken?.last_seq ?? 0) - leaving.last_seq,
  };
  for (const { contactId } of [from, to]) await run.all(endOpenCodes, { contactId });
  for (const step of moves) await run.all(step, move);
}

interface Move {
  readonly fromContact: string;
  readonly toContact: string;
  readonly from: string;
  readonly to: string;
  /** What the moved activities' numbers rise by: they come after all that the other conversation has. */
  readonly offset: number;
}

const findConversation = statement((db, $: { id: string }) =>
  db.selectFrom('conversations').select(['last_seq', 'created_at']).where('id', '=', $.id),
);

const takeNumbers = statement((db, $: { id: string; count: number; lastAddressId: string; createdAt: number }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({
      last_seq: eb('last_seq', '+', $.count),
      last_address_id: $.lastAddressId,
      created_at: $.createdAt,
    }))
    .where('id', '=', $.id)
    .returning('last_seq'),
);

const movedIds = (db: Builder, $: Move) =>
  db.selectFrom('activities').select('activities.id').where('activities.conversation_id', '=', $.from);

/** A table that gets a column for a contact or a conversation belongs into this list; a test scans them all. */
const moves: readonly Statement<Move, unknown>[] = [
  // Before the activities: the inbox has no index by conversation for rows that are done, and shares their ids.
  statement((db, $: Move) =>
    db
      .updateTable('inbox')
      .set((eb) => ({ conversation_id: $.to, seq: eb('seq', '+', $.offset) }))
      .where('id', 'in', movedIds(db, $)),
  ),
  statement((db, $: Move) =>
    db
      .updateTable('activities')
      .set((eb) => ({ conversation_id: $.to, seq: eb('seq', '+', $.offset) }))
      .where('conversation_id', '=', $.from),
  ),
  // Who was at the phone already is there once.
  statement((db, $: Move) =>
    db
      .deleteFrom('profiles')
      .where('contact_id', '=', $.fromContact)
      .where(
        'address_id',
        'in',
        db.selectFrom('profiles as kept').select('kept.address_id').where('kept.contact_id', '=', $.toContact),
      ),
  ),
  statement((db, $: Move) =>
    db.updateTable('profiles').set({ contact_id: $.toContact, conversation_id: $.to }).where('contact_id', '=', $.fromContact),
  ),
  statement((db, $: Move) => db.updateTable('outbox').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('timers').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('handoffs').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('media').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('feedback').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('misses').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) => db.updateTable('pill_answers').set({ conversation_id: $.to }).where('conversation_id', '=', $.from)),
  statement((db, $: Move) =>
    db
      .updateTable('subscriptions')
      .set({ contact_id: $.toContact, conversation_id: $.to })
      .where('contact_id', '=', $.fromContact),
  ),
  statement((db, $: Move) =>
    db.updateTable('link_codes').set({ contact_id: $.toContact }).where('contact_id', '=', $.fromContact),
  ),
  statement((db, $: Move) =>
    db.updateTable('addresses').set({ contact_id: $.toContact, conversation_id: $.to }).where('contact_id', '=', $.fromContact),
  ),
  statement((db, $: Move) => db.deleteFrom('conversations').where('id', '=', $.from)),
  statement((db, $: Move) => db.deleteFrom('contacts').where('id', '=', $.fromContact)),
];

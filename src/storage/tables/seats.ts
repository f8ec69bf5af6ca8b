import { newConversationState } from '../../domain/conversation.ts';
import { statement } from '../statement.ts';
import type { Address } from '../../domain/contact.ts';
import type { Runner } from '../statement.ts';
import type { Seat } from '../../ports/store.ts';
import type { Universe } from '../../ports/universe.ts';

/** The seat at an address, if there is one. */
export async function findSeat(run: Runner, address: Address): Promise<Seat | null> {
  return (await run.first(seatAt, address)) ?? null;
}

/** Makes contact, conversation and address; when another process was quicker, its seat is the one that counts. */
export async function makeSeat(run: Runner, universe: Universe, address: Address, partnerId: string, now: number): Promise<Seat> {
  const seat = { addressId: universe.id(), contactId: universe.id(), conversationId: universe.id(), partnerId };
  await run.all(insertContact, { id: seat.contactId, partnerId, now });
  await run.all(insertConversation, { id: seat.conversationId, contactId: seat.contactId, partnerId, state: emptyState, now });
  if (await addAddress(run, address, seat, now)) return seat;
  await run.all(deleteConversation, { id: seat.conversationId });
  await run.all(deleteContact, { id: seat.contactId });
  const other = await findSeat(run, address);
  return other ?? makeSeat(run, universe, address, partnerId, now);
}

/** False when the address belonged to somebody already. */
export async function addAddress(run: Runner, address: Address, seat: Seat, now: number): Promise<boolean> {
  return (await run.first(insertAddress, { ...address, ...seat, now })) !== undefined;
}

const emptyState = JSON.stringify(newConversationState);

const seatAt = statement((db, $: Address) =>
  db
    .selectFrom('addresses')
    .select(['id as addressId', 'contact_id as contactId', 'conversation_id as conversationId', 'partner_id as partnerId'])
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser)
    .where('thread', '=', $.thread),
);

export const seatById = statement((db, $: { addressId: string }) =>
  db
    .selectFrom('addresses')
    .select(['id as addressId', 'contact_id as contactId', 'conversation_id as conversationId', 'partner_id as partnerId'])
    .where('id', '=', $.addressId),
);

/** The same person in another thread: the one that came first. */
export const seatOfUser = statement((db, $: Omit<Address, 'thread'>) =>
  db
    .selectFrom('addresses')
    .select(['id as addressId', 'contact_id as contactId', 'conversation_id as conversationId', 'partner_id as partnerId'])
    .where('channel', '=', $.channel)
    .where('account', '=', $.account)
    .where('external_user', '=', $.externalUser)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1),
);

const insertContact = statement((db, $: { id: string; partnerId: string; now: number }) =>
  db.insertInto('contacts').values({ id: $.id, partner_id: $.partnerId, created_at: $.now }),
);

const insertConversation = statement((db, $: { id: string; contactId: string; partnerId: string; state: string; now: number }) =>
  db.insertInto('conversations').values({
    id: $.id,
    partner_id: $.partnerId,
    contact_id: $.contactId,
    state: $.state,
    owner: 'bot',
    created_at: $.now,
  }),
);

const insertAddress = statement((db, $: Address & Seat & { now: number }) =>
  db
    .insertInto('addresses')
    .values({
      id: $.addressId,
      partner_id: $.partnerId,
      contact_id: $.contactId,
      conversation_id: $.conversationId,
      channel: $.channel,
      account: $.account,
      external_user: $.externalUser,
      thread: $.thread,
      created_at: $.now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'external_user', 'thread']).doNothing())
    .returning('id'),
);

const deleteConversation = statement((db, $: { id: string }) => db.deleteFrom('conversations').where('id', '=', $.id));
const deleteContact = statement((db, $: { id: string }) => db.deleteFrom('contacts').where('id', '=', $.id));

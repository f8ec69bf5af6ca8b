import { newConversationState } from '../../domain/conversation.ts';
import { endOpenCodes } from './end-open-codes.ts';
import { statement } from '../statement.ts';
import type { Builder, Runner, Statement } from '../statement.ts';
import type { ContactsRow } from '../schema.ts';
import type { Side } from '../../ports/links.ts';
import type { Universe } from '../../ports/universe.ts';

/** Gives an account a contact and a conversation of its own; see `LinksTable.separate`. */
export async function separateAddress(
  run: Runner,
  universe: Universe,
  from: Side,
  addressId: string,
  now: number,
): Promise<Side | null> {
  const all = await run.all(addressesOf, { contactId: from.contactId });
  const given = all.find(({ id }) => id === addressId);
  if (given === undefined) return null;
  const isSame = (one: typeof given): boolean =>
    one.channel === given.channel && one.account === given.account && one.external_user === given.external_user;
  const staying = all.find((one) => !isSame(one));
  if (staying === undefined) return null;
  const to: Side = { contactId: universe.id(), conversationId: universe.id() };
  const { channel, account, external_user: externalUser } = given;
  const cut: Cut = {
    fromContact: from.contactId,
    from: from.conversationId,
    toContact: to.contactId,
    to: to.conversationId,
    channel,
    account,
    externalUser,
    addressId,
    stayingId: staying.id,
    now,
  };
  await run.all(endOpenCodes, { contactId: from.contactId });
  const contact = await run.first(contactOf, from);
  if (contact === undefined) return null;
  await run.all(insertContact, { ...contact, id: to.contactId, created_at: now });
  // Its numbers go on where they stood, so that a client's watermark goes on, too.
  const lastSeq = (await run.first(lastSeqOf, { id: from.conversationId }))?.last_seq ?? 0;
  await run.all(insertConversation, { ...cut, partnerId: contact.partner_id, state, lastSeq });
  for (const step of steps) await run.all(step, cut);
  return to;
}

interface Cut {
  readonly fromContact: string;
  readonly from: string;
  readonly toContact: string;
  readonly to: string;
  readonly channel: string;
  readonly account: string;
  readonly externalUser: string;
  readonly addressId: string;
  readonly stayingId: string;
  readonly now: number;
}

const addressesOf = statement((db, $: { contactId: string }) =>
  db
    .selectFrom('addresses')
    .select(['id', 'channel', 'account', 'external_user'])
    .where('contact_id', '=', $.contactId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc'),
);

const cutIds = (db: Builder, $: Cut) =>
  db.selectFrom('addresses').select('addresses.id').where('addresses.conversation_id', '=', $.to);

const contactOf = statement((db, $: { contactId: string }) =>
  db.selectFrom('contacts').selectAll().where('id', '=', $.contactId),
);
const insertContact = statement((db, $: ContactsRow) =>
  db.insertInto('contacts').values({
    id: $.id,
    partner_id: $.partner_id,
    language: $.language,
    second_language: $.second_language,
    country: $.country,
    city: $.city,
    zone: $.zone,
    sector: $.sector,
    stage: $.stage,
    created_at: $.created_at,
  }),
);

const lastSeqOf = statement((db, $: { id: string }) => db.selectFrom('conversations').select('last_seq').where('id', '=', $.id));
const insertConversation = statement((db, $: Cut & { partnerId: string; state: string; lastSeq: number }) =>
  db.insertInto('conversations').values({
    id: $.to,
    partner_id: $.partnerId,
    contact_id: $.toContact,
    state: $.state,
    owner: 'bot',
    last_seq: $.lastSeq,
    last_address_id: $.addressId,
    created_at: $.now,
  }),
);

const state = JSON.stringify({ ...newConversationState, vars: { welcomed: true } });

const steps: readonly Statement<Cut, unknown>[] = [
  statement((db, $: Cut) =>
    db
      .updateTable('addresses')
      .set({ contact_id: $.toContact, conversation_id: $.to })
      .where('contact_id', '=', $.fromContact)
      .where('channel', '=', $.channel)
      .where('account', '=', $.account)
      .where('external_user', '=', $.externalUser),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('profiles')
      .set({ contact_id: $.toContact, conversation_id: $.to })
      .where('contact_id', '=', $.fromContact)
      .where('address_id', 'in', cutIds(db, $)),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('activities')
      .set({ conversation_id: $.to })
      .where('conversation_id', '=', $.from)
      .where('address_id', 'in', cutIds(db, $)),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('inbox')
      .set({ conversation_id: $.to })
      .where('id', 'in', db.selectFrom('activities').select('activities.id').where('conversation_id', '=', $.to)),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('outbox')
      .set({ conversation_id: $.to })
      .where('conversation_id', '=', $.from)
      .where('address_id', 'in', cutIds(db, $)),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('subscriptions')
      .set({ address_id: null })
      .where('contact_id', '=', $.fromContact)
      .where('address_id', 'in', cutIds(db, $)),
  ),
  statement((db, $: Cut) =>
    db
      .updateTable('conversations')
      .set((eb) => ({ last_address_id: $.stayingId, version: eb('version', '+', 1) }))
      .where('id', '=', $.from)
      .where('last_address_id', 'in', cutIds(db, $)),
  ),
];

import { newConversationState } from '../../domain/conversation.ts';
import { statement } from '../statement.ts';
import type { Database } from '../schema.ts';
import type { ExpressionBuilder } from 'kysely';
import type { Builder, Runner, Statement } from '../statement.ts';
import type { ConversationState } from '../../domain/conversation.ts';

export interface Kept {
  /** The address that asked to be forgotten, and gets the last sentence. */
  readonly addressId: string;
  readonly newContactId: string;
}

/**
 * Deletes a contact and everything that hangs on it, children before parents, and keeps one row that says that it
 * happened. The conversation stays under a new contact who is nobody yet: numbered as before, so that a client's
 * watermark goes on, where its dialog stood, and otherwise empty.
 */
export async function forgetContact(run: Runner, contactId: string, keep: Kept, now: number): Promise<void> {
  const contact = await run.first(findContact, { contactId });
  if (contact === undefined) return;
  await run.all(keepErasure, { contactId, partnerId: contact.partner_id, now });
  for (const removal of removals) await run.all(removal, { contactId });
  const shell = { contactId, ...keep, now };
  await run.all(insertShellContact, { ...shell, partnerId: contact.partner_id });
  await run.all(moveAddress, shell);
  await run.all(leaveToOthers, shell);
  await run.all(deleteProfiles, { contactId });
  await run.all(deleteGuesses, { contactId });
  await run.all(deleteAddresses, { contactId });
  for (const { id, state } of await run.all(findConversations, { contactId })) {
    const { stack } = JSON.parse(state) as ConversationState;
    await run.all(emptyConversation, { ...shell, id, state: JSON.stringify({ ...newConversationState, stack }) });
  }
  await run.all(deleteContact, { contactId });
}

interface Forgotten {
  readonly contactId: string;
}

const conversationsOf = (db: Builder, $: Forgotten) =>
  db.selectFrom('conversations').select('conversations.id').where('conversations.contact_id', '=', $.contactId);
const subscriptionsOf = (db: Builder, $: Forgotten) =>
  db.selectFrom('subscriptions').select('subscriptions.id').where('subscriptions.contact_id', '=', $.contactId);
const outboxOf = (db: Builder, $: Forgotten) =>
  db.selectFrom('outbox').select('outbox.id').where('conversation_id', 'in', conversationsOf(db, $));

/** A table that gets a column for a contact or a conversation belongs into this list; a test scans them all. */
const removals: readonly Statement<Forgotten, unknown>[] = [
  statement((db, $: Forgotten) => db.deleteFrom('attempts').where('outbox_id', 'in', outboxOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('send_reports').where('outbox_id', 'in', outboxOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('held_messages').where('outbox_id', 'in', outboxOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('outbox').where('conversation_id', 'in', conversationsOf(db, $))),
  // By the activities' ids, which are the inbox rows' own: the inbox has no index by conversation for rows that are done.
  statement((db, $: Forgotten) =>
    db
      .deleteFrom('inbox')
      .where(
        'id',
        'in',
        db.selectFrom('activities').select('activities.id').where('conversation_id', 'in', conversationsOf(db, $)),
      ),
  ),
  statement((db, $: Forgotten) => db.deleteFrom('activities').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('deliveries').where('subscription_id', 'in', subscriptionsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('subscriptions').where('contact_id', '=', $.contactId)),
  statement((db, $: Forgotten) => db.deleteFrom('link_codes').where('contact_id', '=', $.contactId)),
  statement((db, $: Forgotten) => db.deleteFrom('timers').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('handoffs').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('media').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('feedback').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('misses').where('conversation_id', 'in', conversationsOf(db, $))),
  statement((db, $: Forgotten) => db.deleteFrom('pill_answers').where('conversation_id', 'in', conversationsOf(db, $))),
];

const findContact = statement((db, $: Forgotten) => db.selectFrom('contacts').select('partner_id').where('id', '=', $.contactId));

const keepErasure = statement((db, $: Forgotten & { partnerId: string; now: number }) =>
  db
    .insertInto('erasures')
    .values({ contact_id: $.contactId, partner_id: $.partnerId, at: $.now })
    .onConflict((conflict) => conflict.column('contact_id').doNothing()),
);

type Shell = Forgotten & Kept & { readonly now: number };

const insertShellContact = statement((db, $: Shell & { partnerId: string }) =>
  db.insertInto('contacts').values({ id: $.newContactId, partner_id: $.partnerId, created_at: $.now }),
);

const moveAddress = statement((db, $: Shell) =>
  db
    .updateTable('addresses')
    .set({ contact_id: $.newContactId })
    .where('id', '=', $.addressId)
    .where('contact_id', '=', $.contactId),
);

/** A phone that others share, too, stays with the first of them. */
const leaveToOthers = statement((db, $: Shell) =>
  db
    .updateTable('addresses')
    .set((eb) => ({ contact_id: firstOther(eb, $, 'contact_id'), conversation_id: firstOther(eb, $, 'conversation_id') }))
    .where('contact_id', '=', $.contactId)
    .where((eb) => eb.exists(firstOther(eb, $, 'contact_id'))),
);

function firstOther(eb: ExpressionBuilder<Database, 'addresses'>, $: Forgotten, column: 'contact_id' | 'conversation_id') {
  return eb
    .selectFrom('profiles')
    .select(`profiles.${column}`)
    .whereRef('profiles.address_id', '=', 'addresses.id')
    .where('profiles.contact_id', '!=', $.contactId)
    .orderBy('profiles.created_at')
    .orderBy('profiles.contact_id')
    .limit(1);
}

const deleteProfiles = statement((db, $: Forgotten) => db.deleteFrom('profiles').where('contact_id', '=', $.contactId));

/** Those of the address that stays are kept: forgetting is no way to guess on. */
const deleteGuesses = statement((db, $: Forgotten) =>
  db
    .deleteFrom('link_guesses')
    .where('address_id', 'in', db.selectFrom('addresses').select('addresses.id').where('contact_id', '=', $.contactId)),
);

const deleteAddresses = statement((db, $: Forgotten) => db.deleteFrom('addresses').where('contact_id', '=', $.contactId));

const findConversations = statement((db, $: Forgotten) =>
  db.selectFrom('conversations').select(['id', 'state']).where('contact_id', '=', $.contactId),
);

const emptyConversation = statement((db, $: Shell & { id: string; state: string }) =>
  db
    .updateTable('conversations')
    .set({
      contact_id: $.newContactId,
      state: $.state,
      last_address_id: $.addressId,
      created_at: $.now,
    })
    .where('id', '=', $.id),
);

const deleteContact = statement((db, $: Forgotten) => db.deleteFrom('contacts').where('id', '=', $.contactId));

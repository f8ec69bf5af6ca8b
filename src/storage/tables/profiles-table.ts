import { newConversationState } from '../../domain/conversation.ts';
import type { Side } from '../../ports/links.ts';
import type { ProfilesTable } from '../../ports/profiles.ts';
import type { Universe } from '../../ports/universe.ts';
import { statement } from '../statement.ts';
import type { Builder, Runner } from '../statement.ts';

export function createProfilesTable(run: Runner, universe: Universe): ProfilesTable {
  return {
    of: (addressId) => run.all(profilesAt, { addressId }),
    name: async (addressId, side, name, now) => {
      await run.all(keepProfile, { ...side, addressId, name, now });
    },
    begin: async (addressId, partnerId, name, now) => {
      const side: Side = { contactId: universe.id(), conversationId: universe.id() };
      await run.all(insertContact, { id: side.contactId, partnerId, now });
      await run.all(insertConversation, { ...side, addressId, partnerId, state, now });
      await run.all(keepProfile, { ...side, addressId, name, now });
      return side;
    },
    seat: async (addressId, from, to) => {
      await run.all(giveAccount, { ...to, addressId, from: from.contactId });
      const waiting = await run.all(openRows, { addressId, conversationId: from.conversationId });
      for (const { id } of waiting) {
        const taken = await run.first(takeNumber, { id: to.conversationId, addressId });
        const row = { id, conversationId: to.conversationId, seq: taken?.last_seq ?? 0 };
        await run.all(moveOpen, row);
        await run.all(moveActivity, row);
      }
    },
  };
}

const state = JSON.stringify(newConversationState);

const profilesAt = statement((db, $: { addressId: string }) =>
  db
    .selectFrom('profiles')
    .select(['contact_id as contactId', 'conversation_id as conversationId', 'name'])
    .where('address_id', '=', $.addressId)
    .orderBy('created_at')
    .orderBy('contact_id'),
);

const keepProfile = statement((db, $: Side & { addressId: string; name: string; now: number }) =>
  db
    .insertInto('profiles')
    .values((eb) => ({
      address_id: $.addressId,
      contact_id: $.contactId,
      partner_id: eb.selectFrom('contacts').select('contacts.partner_id').where('contacts.id', '=', $.contactId),
      conversation_id: $.conversationId,
      name: $.name,
      created_at: $.now,
    }))
    .onConflict((conflict) => conflict.columns(['address_id', 'contact_id']).doUpdateSet({ name: $.name })),
);

const insertContact = statement((db, $: { id: string; partnerId: string; now: number }) =>
  db.insertInto('contacts').values({ id: $.id, partner_id: $.partnerId, created_at: $.now }),
);

const insertConversation = statement((db, $: Side & { addressId: string; partnerId: string; state: string; now: number }) =>
  db.insertInto('conversations').values({
    id: $.conversationId,
    partner_id: $.partnerId,
    contact_id: $.contactId,
    state: $.state,
    owner: 'bot',
    last_address_id: $.addressId,
    created_at: $.now,
  }),
);

/** Every thread of one account: it is one phone. */
const accountOf = (db: Builder, addressId: string) =>
  db
    .selectFrom('addresses as all')
    .innerJoin('addresses as one', (join) =>
      join
        .onRef('one.channel', '=', 'all.channel')
        .onRef('one.account', '=', 'all.account')
        .onRef('one.external_user', '=', 'all.external_user'),
    )
    .select('all.id')
    .where('one.id', '=', addressId);

const giveAccount = statement((db, $: Side & { addressId: string; from: string }) =>
  db
    .updateTable('addresses')
    .set({ contact_id: $.contactId, conversation_id: $.conversationId })
    .where('contact_id', '=', $.from)
    .where('id', 'in', accountOf(db, $.addressId)),
);

const openRows = statement((db, $: { addressId: string; conversationId: string }) =>
  db
    .selectFrom('inbox')
    .select('id')
    .where('conversation_id', '=', $.conversationId)
    .where('status', '=', 'open')
    .where('address_id', 'in', accountOf(db, $.addressId))
    .orderBy('seq'),
);

const takeNumber = statement((db, $: { id: string; addressId: string }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ last_seq: eb('last_seq', '+', 1), last_address_id: $.addressId }))
    .where('id', '=', $.id)
    .returning('last_seq'),
);

interface Moved {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
}

const moveOpen = statement((db, $: Moved) =>
  db.updateTable('inbox').set({ conversation_id: $.conversationId, seq: $.seq }).where('id', '=', $.id),
);
const moveActivity = statement((db, $: Moved) =>
  db.updateTable('activities').set({ conversation_id: $.conversationId, seq: $.seq }).where('id', '=', $.id),
);

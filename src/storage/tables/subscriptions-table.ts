import { statement } from '../statement.ts';
import type { Delivery, SubscriptionsTable } from '../../ports/store.ts';
import type { PillTopic } from '../../domain/pill.ts';
import type { Runner } from '../statement.ts';
import type { Subscription } from '../../domain/subscription.ts';
import type { SubscriptionsRow } from '../schema.ts';

export function createSubscriptionsTable(run: Runner): SubscriptionsTable {
  return {
    byId: async (id) => {
      const row = await run.first(subscriptionById, { id });
      return row === undefined ? null : subscriptionOf(row);
    },
    save: async (subscription, now) => {
      await run.all(saveSubscription, { ...subscription, topics: JSON.stringify(subscription.topics), now });
    },
    sendTo: async (id, addressId) => {
      await run.all(sendTo, { id, addressId });
    },
    placeOf: async (id) => {
      const row = await run.first(placeOf, { id });
      if (row === undefined) return null;
      const { channel, account, external_user: externalUser, thread } = row;
      return { id: row.id, address: { channel, account, externalUser, thread } };
    },
    adopt: async (from, to) => {
      await run.all(adoptDeliveries, { from, to });
      await run.all(deleteDeliveries, { id: from });
      await run.all(deleteSubscription, { id: from });
    },
    deliver: async (delivery, now) => (await run.first(insertDelivery, { ...delivery, now })) !== undefined,
    sentPills: async (subscriptionId) => {
      const rows = await run.all(sentPills, { subscriptionId });
      return rows.map((row) => row.pill);
    },
  };
}

export function subscriptionOf(row: Omit<SubscriptionsRow, 'created_at' | 'updated_at' | 'address_id'>): Subscription {
  return {
    id: row.id,
    partnerId: row.partner_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    topics: JSON.parse(row.topics) as PillTopic[],
    zone: row.zone,
    localTime: row.local_time,
    pausedUntil: row.paused_until,
    status: row.status,
    generation: row.generation,
    askedOn: row.asked_on,
  };
}

const subscriptionById = statement((db, $: { id: string }) => db.selectFrom('subscriptions').selectAll().where('id', '=', $.id));

type Saved = Omit<Subscription, 'topics'> & { readonly topics: string; readonly now: number };

const saveSubscription = statement((db, $: Saved) =>
  db
    .insertInto('subscriptions')
    .values({
      id: $.id,
      partner_id: $.partnerId,
      contact_id: $.contactId,
      conversation_id: $.conversationId,
      topics: $.topics,
      zone: $.zone,
      local_time: $.localTime,
      paused_until: $.pausedUntil,
      status: $.status,
      generation: $.generation,
      asked_on: $.askedOn,
      created_at: $.now,
      updated_at: $.now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        conversation_id: eb.ref('excluded.conversation_id'),
        topics: eb.ref('excluded.topics'),
        zone: eb.ref('excluded.zone'),
        local_time: eb.ref('excluded.local_time'),
        paused_until: eb.ref('excluded.paused_until'),
        status: eb.ref('excluded.status'),
        generation: eb.ref('excluded.generation'),
        asked_on: eb.ref('excluded.asked_on'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

const sendTo = statement((db, $: { id: string; addressId: string | null }) =>
  db.updateTable('subscriptions').set({ address_id: $.addressId }).where('id', '=', $.id),
);

const placeOf = statement((db, $: { id: string }) =>
  db
    .selectFrom('subscriptions')
    .innerJoin('addresses', (join) =>
      join
        .onRef('addresses.id', '=', 'subscriptions.address_id')
        .onRef('addresses.conversation_id', '=', 'subscriptions.conversation_id'),
    )
    .select(['addresses.id', 'channel', 'account', 'external_user', 'thread'])
    .where('subscriptions.id', '=', $.id),
);

/** A day on which both sent something stays the keeper's. */
const adoptDeliveries = statement((db, $: { from: string; to: string }) =>
  db
    .updateTable('deliveries')
    .set({ subscription_id: $.to })
    .where('subscription_id', '=', $.from)
    .where('local_date', 'not in', (eb) =>
      eb.selectFrom('deliveries as kept').select('kept.local_date').where('kept.subscription_id', '=', $.to),
    ),
);

const deleteDeliveries = statement((db, $: { id: string }) => db.deleteFrom('deliveries').where('subscription_id', '=', $.id));
const deleteSubscription = statement((db, $: { id: string }) => db.deleteFrom('subscriptions').where('id', '=', $.id));

const insertDelivery = statement((db, $: Delivery & { now: number }) =>
  db
    .insertInto('deliveries')
    .values((eb) => ({
      subscription_id: $.subscriptionId,
      local_date: $.localDate,
      partner_id: eb
        .selectFrom('subscriptions')
        .select('subscriptions.partner_id')
        .where('subscriptions.id', '=', $.subscriptionId)
        .$asScalar()
        .$notNull(),
      pill: $.pill,
      outcome: $.outcome,
      at: $.now,
    }))
    .onConflict((conflict) => conflict.columns(['subscription_id', 'local_date']).doNothing())
    .returning('local_date'),
);

const sentPills = statement((db, $: { subscriptionId: string }) =>
  db
    .selectFrom('deliveries')
    .select('pill')
    .where('subscription_id', '=', $.subscriptionId)
    .where('outcome', '=', 'sent')
    .where('pill', 'is not', null)
    .orderBy('local_date')
    .$narrowType<{ pill: string }>(),
);

import { contactOf } from './people-table.ts';
import { handoffOf } from './handoffs-table.ts';
import { openHandoffStatuses } from '../../domain/handoff.ts';
import { statement } from '../statement.ts';
import { subscriptionOf } from './subscriptions-table.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { HandoffsRow } from '../schema.ts';
import type { LoadedConversation } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';

/** Everything a turn needs, in one joined query. */
export async function loadConversation(run: Runner, id: string): Promise<LoadedConversation | null> {
  const row = await run.first(joined, { id });
  if (row === undefined) return null;
  const { partner_id, contact_id } = row;
  return {
    id,
    partnerId: partner_id,
    version: row.version,
    owner: row.owner,
    state: JSON.parse(row.state) as ConversationState,
    contact: contactOf({ ...row, id: contact_id, created_at: row.contact_created_at }),
    subscription: subscriptionIn({
      id: row.s_id,
      partner_id,
      contact_id,
      conversation_id: id,
      topics: row.s_topics,
      zone: row.s_zone,
      local_time: row.s_local_time,
      paused_until: row.s_paused_until,
      status: row.s_status,
      generation: row.s_generation,
      asked_on: row.s_asked_on,
    }),
    handoff: handoffIn({
      id: row.h_id,
      partner_id,
      conversation_id: id,
      status: row.h_status,
      topic: row.h_topic,
      risk: row.h_risk,
      reason: row.h_reason,
      language: row.h_language,
      country: row.h_country,
      mentor_id: row.h_mentor_id,
      opened_at: row.h_opened_at,
      claimed_at: row.h_claimed_at,
      closed_at: row.h_closed_at,
      promised_at: row.h_promised_at,
      rating: row.h_rating,
      version: row.h_version,
    }),
    messages: row.last_seq,
    since: row.created_at,
  };
}

type Outer<Row> = { readonly [Column in keyof Row]: Row[Column] | null };
type SubscriptionColumns = Parameters<typeof subscriptionOf>[0];

// A left join brings all of a row or nothing: its key decides for the other columns.
function subscriptionIn(row: Outer<SubscriptionColumns>) {
  return row.id === null ? null : subscriptionOf(row as SubscriptionColumns);
}
function handoffIn(row: Outer<HandoffsRow>) {
  return row.id === null ? null : handoffOf(row as HandoffsRow);
}

const joined = statement((db, $: { id: string }) =>
  db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('subscriptions as s', 's.contact_id', 'conversations.contact_id')
    .leftJoin('handoffs as h', (join) =>
      join.onRef('h.conversation_id', '=', 'conversations.id').on('h.status', 'in', openHandoffStatuses),
    )
    .select([
      'conversations.partner_id',
      'conversations.contact_id',
      'conversations.version',
      'conversations.owner',
      'conversations.state',
      'conversations.last_seq',
      'conversations.created_at',
      'contacts.language',
      'contacts.second_language',
      'contacts.country',
      'contacts.city',
      'contacts.zone',
      'contacts.sector',
      'contacts.stage',
      'contacts.created_at as contact_created_at',
    ])
    .select(['s.id as s_id', 's.topics as s_topics', 's.zone as s_zone', 's.local_time as s_local_time'])
    .select([
      's.paused_until as s_paused_until',
      's.status as s_status',
      's.generation as s_generation',
      's.asked_on as s_asked_on',
    ])
    .select(['h.id as h_id', 'h.status as h_status', 'h.topic as h_topic', 'h.risk as h_risk', 'h.reason as h_reason'])
    .select(['h.language as h_language', 'h.country as h_country', 'h.mentor_id as h_mentor_id'])
    .select(['h.opened_at as h_opened_at', 'h.claimed_at as h_claimed_at', 'h.closed_at as h_closed_at'])
    .select(['h.promised_at as h_promised_at', 'h.rating as h_rating', 'h.version as h_version'])
    .where('conversations.id', '=', $.id),
);

import { SportelloError } from '../../domain/errors.ts';
import { openHandoffStatuses } from '../../domain/handoff.ts';
import { statement } from '../statement.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { HandoffsRow } from '../schema.ts';
import type { HandoffsTable } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';

export function createHandoffsTable(run: Runner): HandoffsTable {
  return {
    byId: async (id) => {
      const row = await run.first(handoffById, { id });
      return row === undefined ? null : handoffOf(row);
    },
    open: async (handoff) => {
      if ((await run.first(insertHandoff, handoff)) !== undefined) return;
      throw new SportelloError(
        'handoff-taken',
        `Conversation ${handoff.conversationId} has an open handoff already; close that one first.`,
      );
    },
    save: async (handoff, expectedVersion) =>
      (await run.first(saveHandoff, { ...handoff, expectedVersion, newVersion: expectedVersion + 1 })) !== undefined,
    list: async (partnerId, { open, limit }) =>
      (await run.all(open ? openHandoffs : closedHandoffs, { partnerId, limit })).map(handoffOf),
    unrated: async (conversationId) => {
      const last = await run.first(lastClosed, { conversationId });
      return last === undefined || last.rating !== null ? null : handoffOf(last);
    },
  };
}

export function handoffOf(row: HandoffsRow): Handoff {
  return {
    id: row.id,
    partnerId: row.partner_id,
    conversationId: row.conversation_id,
    status: row.status,
    topic: row.topic,
    risk: row.risk,
    reason: row.reason,
    language: row.language,
    country: row.country,
    mentorId: row.mentor_id,
    openedAt: row.opened_at,
    claimedAt: row.claimed_at,
    closedAt: row.closed_at,
    promisedAt: row.promised_at,
    rating: row.rating,
    version: row.version,
  };
}

const handoffById = statement((db, $: { id: string }) => db.selectFrom('handoffs').selectAll().where('id', '=', $.id));

const insertHandoff = statement((db, $: Handoff) =>
  db
    .insertInto('handoffs')
    .values({
      id: $.id,
      partner_id: $.partnerId,
      conversation_id: $.conversationId,
      status: $.status,
      topic: $.topic,
      risk: $.risk,
      reason: $.reason,
      language: $.language,
      country: $.country,
      mentor_id: $.mentorId,
      opened_at: $.openedAt,
      claimed_at: $.claimedAt,
      closed_at: $.closedAt,
      promised_at: $.promisedAt,
      rating: $.rating,
      version: $.version,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
);

const saveHandoff = statement((db, $: Handoff & { expectedVersion: number; newVersion: number }) =>
  db
    .updateTable('handoffs')
    .set({
      status: $.status,
      topic: $.topic,
      risk: $.risk,
      reason: $.reason,
      language: $.language,
      country: $.country,
      mentor_id: $.mentorId,
      claimed_at: $.claimedAt,
      closed_at: $.closedAt,
      promised_at: $.promisedAt,
      rating: $.rating,
      version: $.newVersion,
    })
    .where('id', '=', $.id)
    .where('version', '=', $.expectedVersion)
    .returning('id'),
);

interface Listed {
  readonly partnerId: string;
  readonly limit: number;
}

const openHandoffs = statement((db, $: Listed) =>
  db
    .selectFrom('handoffs')
    .selectAll()
    .where('partner_id', '=', $.partnerId)
    .where('status', 'in', openHandoffStatuses)
    .orderBy('risk', 'desc')
    .orderBy('promised_at')
    .orderBy('id')
    .limit($.limit),
);

const closedHandoffs = statement((db, $: Listed) =>
  db
    .selectFrom('handoffs')
    .selectAll()
    .where('partner_id', '=', $.partnerId)
    .where('status', '=', 'closed')
    .orderBy('closed_at', 'desc')
    .orderBy('id', 'desc')
    .limit($.limit),
);

const lastClosed = statement((db, $: { conversationId: string }) =>
  db
    .selectFrom('handoffs')
    .selectAll()
    .where('conversation_id', '=', $.conversationId)
    .where('status', '=', 'closed')
    .orderBy('closed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

import { ingest } from './ingest.ts';
import { statement } from '../statement.ts';
import type { Activity } from '../../domain/activity.ts';
import type { Builder, Runner } from '../statement.ts';
import type { InboxRow, InboxTable } from '../../ports/store.ts';
import type { Leases } from '../leases.ts';
import type { Universe } from '../../ports/universe.ts';

export function createInboxTable(run: Runner, universe: Universe, leases: Leases): InboxTable {
  return {
    insert: (item, partnerId, now) => ingest(run, universe, item, partnerId, now),
    open: async (conversationId, limit) => (await run.all(openRows, { conversationId, limit })).map(inboxRowOf),
    claimConversations: (limit, now, leaseMs) => leases.claimOpen(run, limit, now, leaseMs),
    claim: (conversationId, now, leaseMs) => leases.claim(run, conversationId, now, leaseMs),
    release: (claim) => leases.release(run, claim),
    done: async ({ id, conversationId }, now) => (await run.first(closeRow, { id, conversationId, now })) !== undefined,
    failed: async (id, error, dead, now) => {
      await run.all(dead ? buryRow : countFailure, { id, error, now });
    },
    dead: async (limit) => (await run.all(deadRows, { limit })).map((row) => ({ ...inboxRowOf(row), error: row.error ?? '' })),
  };
}

interface InboxColumns {
  readonly id: string;
  readonly conversation_id: string;
  readonly address_id: string;
  readonly seq: number;
  readonly attempts: number;
  readonly activity: string;
  readonly channel: string;
  readonly account: string;
  readonly external_user: string;
  readonly thread: string;
}

function inboxRowOf(row: InboxColumns): InboxRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    addressId: row.address_id,
    address: { channel: row.channel, account: row.account, externalUser: row.external_user, thread: row.thread },
    seq: row.seq,
    activity: JSON.parse(row.activity) as Activity,
    attempts: row.attempts,
  };
}

const rowsWithWords = (db: Builder) =>
  db
    .selectFrom('inbox')
    .innerJoin('activities', (join) =>
      join.onRef('activities.conversation_id', '=', 'inbox.conversation_id').onRef('activities.seq', '=', 'inbox.seq'),
    )
    .innerJoin('addresses', 'addresses.id', 'inbox.address_id')
    .select([
      'inbox.id',
      'inbox.conversation_id',
      'inbox.address_id',
      'inbox.seq',
      'inbox.attempts',
      'inbox.error',
      'activities.activity',
      'addresses.channel',
      'addresses.account',
      'addresses.external_user',
      'addresses.thread',
    ]);

const openRows = statement((db, $: { conversationId: string; limit: number }) =>
  rowsWithWords(db)
    .where('inbox.conversation_id', '=', $.conversationId)
    .where('inbox.status', '=', 'open')
    .orderBy('inbox.seq')
    .limit($.limit),
);

const deadRows = statement((db, $: { limit: number }) =>
  rowsWithWords(db).where('inbox.status', '=', 'dead').orderBy('inbox.received_at').orderBy('inbox.id').limit($.limit),
);

const closeRow = statement((db, $: { id: string; conversationId: string; now: number }) =>
  db
    .updateTable('inbox')
    .set({ status: 'done', done_at: $.now })
    .where('id', '=', $.id)
    .where('conversation_id', '=', $.conversationId)
    .returning('id'),
);

const countFailure = statement((db, $: { id: string; error: string }) =>
  db
    .updateTable('inbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), error: $.error }))
    .where('id', '=', $.id),
);

const buryRow = statement((db, $: { id: string; error: string; now: number }) =>
  db
    .updateTable('inbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), error: $.error, status: 'dead' as const, done_at: $.now }))
    .where('id', '=', $.id),
);

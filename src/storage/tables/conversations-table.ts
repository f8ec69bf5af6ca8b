import { appendRows } from './append-rows.ts';
import { loadConversation } from './load-conversation.ts';
import { statement } from '../statement.ts';
import { transcriptRowOf } from './transcript-row.ts';
import type { ActivitiesRow } from '../schema.ts';
import type { ConversationsTable } from '../../ports/store.ts';
import type { Leases } from '../leases.ts';
import type { ConversationState, Owner } from '../../domain/conversation.ts';
import type { Builder, Runner } from '../statement.ts';

export function createConversationsTable(run: Runner, leases: Leases): ConversationsTable {
  return {
    load: (id) => loadConversation(run, id),
    save: async (id, version, change, claim) => {
      const row = { id, version, state: JSON.stringify(change.state), owner: change.owner };
      if (claim === undefined) return (await run.first(saveAtVersion, row)) !== undefined;
      const fence = claim.conversationId === id ? leases.expectedFence(claim) : null;
      if (fence === null) return false;
      return (await run.first(saveUnderFence, { ...row, fence })) !== undefined;
    },
    append: (conversationId, rows, now) => appendRows(run, conversationId, rows, now),
    running: async (after, limit) => {
      const rows = await run.all(withStack, { after, limit });
      return rows.map(({ id, state }) => ({ id, stack: (JSON.parse(state) as ConversationState).stack }));
    },
    transcript: async (conversationId, { after, limit, notes, addressId }) => {
      const range = { conversationId, after, limit, hidden: notes ? noActor : 'note' } as const;
      const rows =
        addressId === undefined ? await run.all(rowsAfter, range) : await run.all(rowsAtAddress, { ...range, addressId });
      return rows.map(transcriptRowOf);
    },
    lastSeq: async (conversationId) => (await run.first(lastSeq, { conversationId }))?.last_seq ?? 0,
    lastAddress: async (conversationId) => {
      const row = await run.first(lastAddress, { conversationId });
      if (row === undefined) return null;
      const { id, channel, account, external_user: externalUser, thread } = row;
      return { id, address: { channel, account, externalUser, thread } };
    },
  };
}

/** A name that no actor has. */
const noActor = '';

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly owner: Owner;
}

const updateAtVersion = (db: Builder, $: Saved) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ state: $.state, owner: $.owner, version: eb('version', '+', 1) }))
    .where('id', '=', $.id)
    .where('version', '=', $.version)
    .returning('id');

const saveAtVersion = statement((db, $: Saved) => updateAtVersion(db, $));
const saveUnderFence = statement((db, $: Saved & { fence: number }) => updateAtVersion(db, $).where('fence', '=', $.fence));

const withStack = statement((db, $: { after: string; limit: number }) =>
  db
    .selectFrom('conversations')
    .select(['id', 'state'])
    .where('id', '>', $.after)
    .where('state', 'not like', '{"stack":[]%')
    .orderBy('id')
    .limit($.limit),
);

interface Range {
  readonly conversationId: string;
  readonly after: number;
  readonly limit: number;
  readonly hidden: ActivitiesRow['actor'] | typeof noActor;
}

const selectAfter = (db: Builder, $: Range) =>
  db
    .selectFrom('activities')
    .select(['id', 'conversation_id', 'seq', 'actor', 'channel', 'address_id', 'activity', 'at'])
    .where('conversation_id', '=', $.conversationId)
    .where('seq', '>', $.after)
    .where('actor', '<>', $.hidden as ActivitiesRow['actor'])
    .orderBy('seq')
    .limit($.limit);

const rowsAfter = statement((db, $: Range) => selectAfter(db, $));
const rowsAtAddress = statement((db, $: Range & { addressId: string }) =>
  selectAfter(db, $).where((eb) => eb.or([eb('address_id', '=', $.addressId), eb('address_id', 'is', null)])),
);

const lastSeq = statement((db, $: { conversationId: string }) =>
  db.selectFrom('conversations').select('last_seq').where('id', '=', $.conversationId),
);

const lastAddress = statement((db, $: { conversationId: string }) =>
  db
    .selectFrom('conversations')
    .innerJoin('addresses', 'addresses.id', 'conversations.last_address_id')
    .select(['addresses.id', 'channel', 'account', 'external_user', 'thread'])
    .where('conversations.id', '=', $.conversationId),
);

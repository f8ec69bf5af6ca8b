import { sql } from 'kysely';
import { statement } from '../statement.ts';
import type { Leases } from '../leases.ts';

/** Leases as columns of the conversation, for several processes; every claim raises the fence. */
export const rowLeases: Leases = {
  claimOpen: async (run, limit, now, leaseMs) => {
    const rows = await run.all(claimOpen, { limit, now, until: now + leaseMs });
    return rows.map((row) => ({ conversationId: row.id, fence: row.fence }));
  },
  claim: async (run, conversationId, now, leaseMs) => {
    const row = await run.first(claimOne, { conversationId, now, until: now + leaseMs });
    return row === undefined ? null : { conversationId, fence: row.fence };
  },
  release: async (run, claim) => {
    await run.all(releaseOne, claim);
  },
  expectedFence: (claim) => claim.fence,
};

const oldestOpen = sql<number>`(select min(received_at) from inbox
  where inbox.conversation_id = conversations.id and inbox.status = 'open')`;

/** Those who wait longest come first; rows that another process is claiming at this moment are left to it. */
const claimOpen = statement((db, $: { limit: number; now: number; until: number }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ lease_until: $.until, fence: eb('fence', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .select('conversations.id')
        .where('conversations.lease_until', '<=', $.now)
        .where('conversations.id', 'in', (open) =>
          open.selectFrom('inbox').select('inbox.conversation_id').where('inbox.status', '=', 'open'),
        )
        .orderBy(oldestOpen)
        .orderBy('conversations.id')
        .limit($.limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'fence']),
);

const claimOne = statement((db, $: { conversationId: string; now: number; until: number }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ lease_until: $.until, fence: eb('fence', '+', 1) }))
    .where('id', '=', $.conversationId)
    .where('lease_until', '<=', $.now)
    .returning('fence'),
);

const releaseOne = statement((db, $: { conversationId: string; fence: number }) =>
  db.updateTable('conversations').set({ lease_until: 0 }).where('id', '=', $.conversationId).where('fence', '=', $.fence),
);

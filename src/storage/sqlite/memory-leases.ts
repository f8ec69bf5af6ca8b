import { statement } from '../statement.ts';
import type { Claim } from '../../ports/store.ts';
import type { Leases } from '../leases.ts';

interface Lease {
  readonly fence: number;
  readonly until: number;
}

/** Leases of the one process that owns the SQLite file: they end with it, so a claim costs no disk write. */
export function createMemoryLeases(): Leases {
  const held = new Map<string, Lease>();
  let lastFence = 0;

  const isFree = (conversationId: string, now: number): boolean => {
    const lease = held.get(conversationId);
    return lease === undefined || lease.until <= now;
  };
  const take = (conversationId: string, until: number): Claim => {
    lastFence += 1;
    held.set(conversationId, { fence: lastFence, until });
    return { conversationId, fence: lastFence };
  };
  const holds = (claim: Claim): boolean => held.get(claim.conversationId)?.fence === claim.fence;

  return {
    async claimOpen(run, limit, now, leaseMs) {
      // A lease that ran out goes: its holder's fence no longer holds, and the map stays small.
      for (const [id, lease] of held) if (lease.until <= now) held.delete(id);
      const waiting = await run.all(openConversations, { limit: limit + held.size });
      const free = waiting.filter((row) => isFree(row.conversation_id, now)).slice(0, limit);
      return free.map((row) => take(row.conversation_id, now + leaseMs));
    },
    claim: async (_run, conversationId, now, leaseMs) =>
      isFree(conversationId, now) ? take(conversationId, now + leaseMs) : null,
    release: async (_run, claim) => {
      if (holds(claim)) held.delete(claim.conversationId);
    },
    expectedFence: (claim) => (holds(claim) ? 0 : null),
  };
}

/** Those who wait longest come first. */
const openConversations = statement((db, $: { limit: number }) =>
  db
    .selectFrom('inbox')
    .select('conversation_id')
    .where('status', '=', 'open')
    .groupBy('conversation_id')
    .orderBy((eb) => eb.fn.min('received_at'))
    .orderBy('conversation_id')
    .limit($.limit),
);

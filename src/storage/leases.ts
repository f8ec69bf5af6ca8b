import type { Claim } from '../ports/store.ts';
import type { Runner } from './statement.ts';

/** Who works on which conversation: rows in PostgreSQL, a map in SQLite's one owning process. */
export interface Leases {
  claimOpen(run: Runner, limit: number, now: number, leaseMs: number): Promise<readonly Claim[]>;
  claim(run: Runner, conversationId: string, now: number, leaseMs: number): Promise<Claim | null>;
  release(run: Runner, claim: Claim): Promise<void>;
  /** The fence that the conversation's row must bear for the claim to hold; null when it is known to be over. */
  expectedFence(claim: Claim): number | null;
}

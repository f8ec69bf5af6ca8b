import type { Logger } from '../ports/logger.ts';
import type { Claim, InboxRow, Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { CommitOutcome } from './commit-turn.ts';
import type { Happening, Turns } from './turns.ts';

export interface DispatcherParts {
  readonly store: Store;
  readonly turns: Turns;
  readonly universe: Universe;
  readonly logger: Logger;
}

/** Brings stored activities to their turns, one conversation's in arrival order, several conversations side by side. */
export interface Dispatcher {
  /** Something came in for this conversation. */
  wake(conversationId: string): void;
  /** Looks for work that nobody was woken for: left by a crash, or stored by another process. */
  sweep(): Promise<void>;
  /** Runs a happening in the conversation's order. */
  happen(conversationId: string, happening: Happening): Promise<CommitOutcome>;
  settled(conversationId: string): Promise<void>;
  /** Takes nothing new and resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** How long a claimed conversation is ours without renewal. Source: the reliability promise, "write lease (30 s)". */
const leaseMs = 30_000;
const batchSize = 16;
const sweepSize = 100;

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { store, turns, universe, logger } = parts;
  const queue = createKeyedQueue();
  const waiting = new Set<string>();
  let isStopping = false;

  const wake = (conversationId: string): void => {
    if (isStopping || waiting.has(conversationId)) return;
    waiting.add(conversationId);
    void queue.run(conversationId, () => {
      waiting.delete(conversationId);
      return drain(conversationId);
    });
  };

  const drain = async (conversationId: string, given?: Claim): Promise<void> => {
    try {
      const claim = given ?? (await claimFor(conversationId));
      if (claim === null) return;
      await answerAll(conversationId, store.isSingle ? undefined : claim);
      if (!store.isSingle) await store.write(({ inbox }) => inbox.release(claim));
    } catch (error) {
      // The row stays open: the next sweep finds it.
      logger.warn('turn postponed', {
        conversation: conversationId,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };

  const claimFor = async (conversationId: string): Promise<Claim | null> => {
    if (store.isSingle) return { conversationId, fence: 0 };
    return store.write(({ inbox }) => inbox.claim(conversationId, universe.now(), leaseMs));
  };

  const answerAll = async (conversationId: string, claim: Claim | undefined): Promise<void> => {
    for (let hasMore = true; hasMore && !isStopping;) {
      const rows = await openRows(conversationId);
      const failed = await answerRows(rows, claim);
      // What comes in from now on wakes a drain of its own: only a full batch or a row to try again is looked at anew.
      hasMore = failed || rows.length === batchSize;
    }
  };

  /** True when a row failed: it comes first again, and later ones must not overtake it. */
  const answerRows = async (rows: readonly InboxRow[], claim: Claim | undefined): Promise<boolean> => {
    for (const row of rows) {
      if (isStopping) return false;
      if (!(await turns.answer(row, claim))) return true;
    }
    return false;
  };

  const openRows = (conversationId: string): Promise<readonly InboxRow[]> =>
    store.read(({ inbox }) => inbox.open(conversationId, batchSize));

  const sweep = async (): Promise<void> => {
    if (isStopping) return;
    const claims = await store.write(({ inbox }) => inbox.claimConversations(sweepSize, universe.now(), leaseMs));
    for (const claim of claims) {
      if (waiting.has(claim.conversationId)) continue;
      void queue.run(claim.conversationId, () => drain(claim.conversationId, claim));
    }
  };

  const stop = async (): Promise<void> => {
    isStopping = true;
    await queue.idle();
  };

  return {
    wake,
    sweep,
    happen: (conversationId, happening) => queue.run(conversationId, () => turns.happen(conversationId, happening)),
    settled: queue.settled,
    stop,
  };
}

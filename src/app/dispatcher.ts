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
  const { store, turns, universe } = parts;
  const queue = createKeyedQueue();
  const waiting = new Set<string>();
  const stopping = new AbortController();

  const wake = (conversationId: string): void => {
    if (stopping.signal.aborted || waiting.has(conversationId)) return;
    waiting.add(conversationId);
    void queue.run(conversationId, () => {
      waiting.delete(conversationId);
      return drain(parts, stopping.signal, conversationId);
    });
  };

  const sweep = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    const claims = await store.write(({ inbox }) => inbox.claimConversations(sweepSize, universe.now(), leaseMs));
    for (const claim of claims) {
      if (waiting.has(claim.conversationId)) continue;
      void queue.run(claim.conversationId, () => drain(parts, stopping.signal, claim.conversationId, claim));
    }
  };

  const stop = async (): Promise<void> => {
    stopping.abort();
    await queue.idle();
  };

  return {
    wake,
    sweep,
    stop,
    happen: (conversationId, happening) => queue.run(conversationId, () => turns.happen(conversationId, happening)),
    settled: queue.settled,
  };
}

async function drain(parts: DispatcherParts, stopping: AbortSignal, conversationId: string, given?: Claim): Promise<void> {
  const { store, logger } = parts;
  try {
    const claim = given ?? (await claimFor(parts, conversationId));
    if (claim === null) return;
    await answerAll(parts, stopping, conversationId, store.isSingle ? undefined : claim);
    if (!store.isSingle) await store.write(({ inbox }) => inbox.release(claim));
  } catch (error) {
    // The row stays open: the next sweep finds it.
    logger.warn('turn postponed', {
      conversation: conversationId,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

async function claimFor({ store, universe }: DispatcherParts, conversationId: string): Promise<Claim | null> {
  if (store.isSingle) return { conversationId, fence: 0 };
  return store.write(({ inbox }) => inbox.claim(conversationId, universe.now(), leaseMs));
}

async function answerAll(
  parts: DispatcherParts,
  stopping: AbortSignal,
  conversationId: string,
  claim: Claim | undefined,
): Promise<void> {
  for (let hasMore = true; hasMore && !stopping.aborted;) {
    const rows = await parts.store.read(({ inbox }) => inbox.open(conversationId, batchSize));
    const failed = await answerRows(parts, stopping, rows, claim);
    // What comes in from now on wakes a drain of its own: only a full batch or a row to try again is looked at anew.
    hasMore = failed || rows.length === batchSize;
  }
}

/** True when a row failed: it comes first again, and later ones must not overtake it. */
async function answerRows(
  { turns }: DispatcherParts,
  stopping: AbortSignal,
  rows: readonly InboxRow[],
  claim: Claim | undefined,
): Promise<boolean> {
  for (const row of rows) {
    if (stopping.aborted) return false;
    if (!(await turns.answer(row, claim))) return true;
  }
  return false;
}

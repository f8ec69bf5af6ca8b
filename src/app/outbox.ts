import { SportelloError } from '../domain/errors.ts';
import type { OutboxMessage } from '../domain/outbox.ts';
import { maxSendAttempts, retryDelay } from '../domain/outbox.ts';
import type { Channel } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import type { SendResult, Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

export interface OutboxParts {
  readonly store: Store;
  /** Push channels by name: those whose messages must be sent. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly universe: Universe;
  readonly logger: Logger;
}

/** Sends what turns and mentors left to be sent. The only door through which anything reaches people. */
export interface Outbox {
  /** Sends everything that is due on a channel. Resolves when all of it was tried once. */
  flush(channel: string): Promise<void>;
  /** Milliseconds until a planned retry is due, at most `longest`. */
  pause(longest: number): number;
  /** After a start: settles what a dead process left half sent. */
  recover(): Promise<void>;
}

/**
 * Sends under way at once on a channel: as many replies may come twice when the process is killed. Four over a line of 100 ms are 40 a
 * second, more than the 30 that Telegram takes.
 */
const batchSize = 4;
/** Longest one send may take before its outcome counts as unknown. */
const sendTimeoutMs = 30_000;

export function createOutbox({ store, channels, universe, logger }: OutboxParts): Outbox {
  let recoveredAt = universe.now();
  const retriesAt = new Set<number>();
  const waits = new Map([...channels].flatMap(([name, { reportMs }]) => (reportMs === undefined ? [] : [[name, reportMs]])));

  const pause = (longest: number): number => {
    const now = universe.now();
    for (const at of retriesAt) if (at <= now - longest) retriesAt.delete(at);
    return [...retriesAt].reduce((soonest, at) => (at > now ? Math.min(soonest, at - now) : soonest), longest);
  };

  const flush = async (channel: string): Promise<void> => {
    const claim = (): Promise<readonly OutboxMessage[]> =>
      store.write(({ outbox }) => outbox.claimDue(batchSize, universe.now(), [channel]));
    // A process that died beside us is only noticed by what it left.
    if (!store.isSingle && universe.now() - recoveredAt >= sendTimeoutMs) await recover();
    for (let batch = await claim(); batch.length > 0; batch = await claim()) await Promise.all(batch.map(deliver));
  };

  const deliver = async (message: OutboxMessage): Promise<void> => {
    const result = await trySend(message);
    if (result.status !== 'sent')
      logger.warn('message not sent', { outbox: message.id, status: result.status, reason: result.error });
    await store.write(({ outbox }) => outbox.finish(message.id, result, universe.now()));
    if (result.status === 'retry') retriesAt.add(result.notBefore);
  };

  const trySend = async (message: OutboxMessage): Promise<SendResult> => {
    const channel = channels.get(message.address.channel);
    if (channel === undefined) return { status: 'dead', error: `No channel ${message.address.channel} is set up.` };
    if (message.expiresAt !== null && message.expiresAt <= universe.now()) {
      return { status: 'cancelled', error: 'It came too late to be of use.' };
    }
    try {
      const { providerId } = await withTimeout(channel.send(message), sendTimeoutMs);
      return { status: 'sent', providerId };
    } catch (error) {
      return resultOf(error, message, universe);
    }
  };

  const recover = async (): Promise<void> => {
    recoveredAt = universe.now();
    // Where no other process sends, whatever is being sent at our start was left by a dead one.
    const olderThanMs = store.isSingle ? 0 : 2 * sendTimeoutMs;
    const count = await store.write(({ outbox }) => outbox.recover(universe.now(), olderThanMs, waits));
    if (count > 0) logger.warn('messages with unknown outcome', { count });
  };

  return { flush, pause, recover };
}

function resultOf(error: unknown, message: OutboxMessage, universe: Universe): SendResult {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof SportelloError && error.code === 'send-refused') return { status: 'dead', error: reason };
  if (isUnknown(error)) return unknownOutcome(message, universe, reason, error);
  // The provider names the time itself: nothing was tried in vain, so the try does not count.
  if (error instanceof SportelloError && error.retryAfterMs !== null) {
    return { status: 'retry', error: reason, notBefore: universe.now() + error.retryAfterMs };
  }
  if (message.attempts >= maxSendAttempts) return { status: 'dead', error: reason };
  return { status: 'retry', error: reason, notBefore: universe.now() + retryDelay(message.attempts, universe.chance()) };
}

/**
 * A second copy of a reply does less harm than none; of a pill it does not. A channel whose provider reports on sends
 * names the time by which the report would have come.
 */
function unknownOutcome(message: OutboxMessage, universe: Universe, reason: string, error: unknown): SendResult {
  if (message.kind === 'pill' || message.attempts > 1) return { status: 'ambiguous', error: reason };
  const asked = error instanceof SportelloError ? error.retryAfterMs : null;
  return { status: 'retry', error: reason, notBefore: universe.now() + (asked ?? retryDelay(1, universe.chance())) };
}

function isUnknown(error: unknown): boolean {
  return error instanceof UnknownOutcome || (error instanceof SportelloError && error.code === 'send-unknown');
}

class UnknownOutcome extends Error {}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnknownOutcome(`No answer within ${String(ms / 1000)} s.`)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

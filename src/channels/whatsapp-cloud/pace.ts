import { createTokenBuckets } from '../../domain/token-bucket.ts';
import { pairMs } from './error-table.ts';

/**
 * How fast one person may be written to: once in six seconds on average, and at once as long as few messages came before.
 * Source: Meta, "Pair rate limits": bursts of up to 45 messages are taken and then paid back.
 */
const burst = 45;

export interface Pace {
  /** Milliseconds until the person may be written to; 0: now, and this counts as written. */
  take(user: string, now: number): number;
}

export function createPace(): Pace {
  return createTokenBuckets({ burst, perSecond: 1_000 / pairMs });
}

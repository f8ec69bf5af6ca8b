/** How often something may happen: at once up to `burst` times, then `perSecond` on average. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

export interface TokenBuckets {
  /** Takes one from the key's bucket. Returns 0 when it was allowed, else the milliseconds until it will be. */
  take(key: string, now: number): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets in memory, one per key. Beyond `maxKeys` the key unused longest is forgotten, so that a flood of new
 * keys costs bounded memory. Times are milliseconds, given by the caller.
 */
export function createTokenBuckets(limit: RateLimit, maxKeys = 50_000): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, now) {
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
      const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * limit.perSecond;
      bucket.tokens = Math.min(limit.burst, refilled);
      bucket.at = now;
      // Deleting first moves the key to the end: a Map's order is then the order of use.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > maxKeys) dropOldest(buckets);
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / limit.perSecond) * 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}

function dropOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

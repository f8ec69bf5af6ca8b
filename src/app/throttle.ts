import type { Universe } from '../ports/universe.ts';

/** A token bucket per key, in memory. */
export interface Throttle {
  isAllowed(key: string): boolean;
  /** Takes one from the key's bucket. */
  count(key: string): void;
}

export interface ThrottleRate {
  /** Most that may come at once. */
  readonly burst: number;
  /** How many come back per millisecond. */
  readonly perMs: number;
}

/** Keys remembered at most; the oldest full buckets are forgotten first. */
const maxKeys = 10_000;

export function createThrottle({ burst, perMs }: ThrottleRate, universe: Pick<Universe, 'now'>): Throttle {
  const buckets = new Map<string, { level: number; at: number }>();

  const levelOf = (key: string): number => {
    const bucket = buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.level + (universe.now() - bucket.at) * perMs);
  };

  return {
    isAllowed: (key) => levelOf(key) >= 1,
    count: (key) => {
      const level = levelOf(key) - 1;
      buckets.delete(key);
      buckets.set(key, { level, at: universe.now() });
      const [oldest] = buckets.keys();
      if (buckets.size > maxKeys && oldest !== undefined) buckets.delete(oldest);
    },
  };
}

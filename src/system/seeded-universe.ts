import type { Universe } from '../ports/universe.ts';

/** Time, ids and chance that repeat: the same seed gives the same run. Time moves only when it is moved. */
export interface SeededUniverse extends Universe {
  /** Moves the clock by so many milliseconds. */
  advance(ms: number): void;
  /** Sets the clock. */
  at(time: number | string): void;
}

/** For rehearsals and tests. `now`: milliseconds since 1970, or an ISO instant. */
export function seededUniverse(options: { readonly now?: number | string; readonly seed?: number } = {}): SeededUniverse {
  let time = toMs(options.now ?? '2026-01-05T09:00:00Z');
  let count = 0;
  const chance = mulberry32(options.seed ?? 1);
  return {
    now: () => time,
    id: () => seededId(time, ++count),
    chance,
    advance: (ms) => {
      time += ms;
    },
    at: (next) => {
      time = toMs(next);
    },
  };
}

function toMs(time: number | string): number {
  return typeof time === 'number' ? time : Temporal.Instant.from(time).epochMilliseconds;
}

/** Shaped like a UUIDv7: sorts by time, then by count. */
function seededId(time: number, count: number): string {
  const stamp = time.toString(16).padStart(12, '0');
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7000-8000-${count.toString(16).padStart(12, '0')}`;
}

/** A small generator with a 32-bit state. Source: Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

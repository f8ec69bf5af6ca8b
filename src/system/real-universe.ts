import { randomUUIDv7 } from 'node:crypto';
import type { Universe } from '../ports/universe.ts';

/** The machine's own clock and chance. */
export function realUniverse(): Universe {
  return { now: Date.now, chance: Math.random, id: () => randomUUIDv7() };
}

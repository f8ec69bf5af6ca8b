import type { Handoff } from '../../domain/handoff.ts';

export interface PromiseState {
  readonly urgency: 'calm' | 'soon' | 'late';
  /** Part of a day that is left, 0–1. */
  readonly left: number;
  /** Milliseconds; negative when the promise is broken. */
  readonly remaining: number;
}

const hourMs = 3_600_000;
/** The clock's whole round: promises are made for a day. */
const roundMs = 24 * hourMs;
/** From here on the clock is ochre: a quarter of the round. */
const soonMs = 6 * hourMs;

/** How the promise to the person stands. */
export function promiseState({ promisedAt }: Pick<Handoff, 'promisedAt'>, now: number): PromiseState {
  const remaining = promisedAt - now;
  const urgency = remaining <= 0 ? 'late' : remaining < soonMs ? 'soon' : 'calm';
  return { urgency, left: Math.min(1, Math.max(0, remaining / roundMs)), remaining };
}

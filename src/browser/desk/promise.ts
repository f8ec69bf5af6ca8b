import type { Handoff } from '../../domain/handoff.ts';

export interface PromiseState {
  readonly urgency: 'calm' | 'soon' | 'late';
  /** Part of the promised time that is left, 0–1. */
  readonly left: number;
  /** Milliseconds; negative when the promise is broken. */
  readonly remaining: number;
}

/** When the clock turns ochre: less than this part of the promised time is left. */
const soonPart = 0.25;

/** How the promise to the person stands. */
export function promiseState({ openedAt, promisedAt }: Pick<Handoff, 'openedAt' | 'promisedAt'>, now: number): PromiseState {
  const remaining = promisedAt - now;
  const left = Math.min(1, Math.max(0, remaining / Math.max(1, promisedAt - openedAt)));
  const urgency = remaining <= 0 ? 'late' : left < soonPart ? 'soon' : 'calm';
  return { urgency, left, remaining };
}

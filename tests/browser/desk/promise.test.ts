import { expect, test } from 'vitest';
import { promiseState } from '../../../src/browser/desk/promise.ts';

const hour = 3_600_000;
const cases = [
  { hours: 24, urgency: 'calm', left: 1 },
  { hours: 36, urgency: 'calm', left: 1 },
  { hours: 12, urgency: 'calm', left: 0.5 },
  { hours: 6, urgency: 'calm', left: 0.25 },
  { hours: 5.9, urgency: 'soon', left: 0.246 },
  { hours: 0.1, urgency: 'soon', left: 0.004 },
  { hours: 0, urgency: 'late', left: 0 },
  { hours: -3, urgency: 'late', left: 0 },
] as const;

test.each(cases)('a promise $hours hours away is $urgency', ({ hours, urgency, left }) => {
  const state = promiseState({ promisedAt: 1_000 * hour + hours * hour }, 1_000 * hour);
  expect(state.urgency).toBe(urgency);
  expect(state.left).toBeCloseTo(left, 2);
  expect(state.remaining).toBeCloseTo(hours * hour, 0);
});

import { expect, test } from 'vitest';
import { retryDelay } from '../../src/domain/outbox.ts';

test('waits double from two seconds to five minutes, give or take a quarter', () => {
  expect([1, 2, 3, 8, 9, 20].map((attempt) => retryDelay(attempt, 0.5))).toEqual([
    2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
  ]);
  expect([retryDelay(1, 0), retryDelay(1, 0.999)]).toEqual([1_500, 2_499]);
});

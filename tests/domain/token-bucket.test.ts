import { expect, test } from 'vitest';
import { clientKey } from '../../src/domain/client-key.ts';
import { createTokenBuckets } from '../../src/domain/token-bucket.ts';

test('a burst passes, then one for each that came back', () => {
  const buckets = createTokenBuckets({ burst: 3, perSecond: 2 });
  expect([0, 0, 0, 0].map((at) => buckets.take('a', at))).toEqual([0, 0, 0, 500]);
  expect([buckets.take('a', 250), buckets.take('a', 500), buckets.take('a', 500)]).toEqual([250, 0, 500]);
});

test('a bucket never holds more than its burst, and a clock that falls back takes nothing away', () => {
  const buckets = createTokenBuckets({ burst: 2, perSecond: 1 });
  expect(buckets.take('a', 1_000_000)).toBe(0);
  expect([buckets.take('a', 0), buckets.take('a', 0)]).toEqual([0, 1_000]);
  expect([9e9, 9e9, 9e9].map((at) => buckets.take('a', at))).toEqual([0, 0, 1_000]);
});

test('one key does not use up another, and the key unused longest is forgotten first', () => {
  const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, 2);
  expect([buckets.take('a', 0), buckets.take('b', 0), buckets.take('a', 0)]).toEqual([0, 0, 1_000]);
  expect(buckets.take('c', 0)).toBe(0);
  expect([buckets.take('a', 0), buckets.take('b', 0)]).toEqual([1_000, 0]);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is counted as %s', (ip, key) => {
  expect(clientKey(ip)).toBe(key);
});

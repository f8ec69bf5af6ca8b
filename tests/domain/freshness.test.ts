import { expect, test } from 'vitest';
import { freshness } from '../../src/domain/answer.ts';

test.each([
  ['before its review date', '2027-01-31', null, '2027-01-30', 'current'],
  ['on its review date', '2027-01-31', null, '2027-01-31', 'current'],
  ['the day after', '2027-01-31', null, '2027-02-01', 'overdue'],
  ['thirty days after', '2027-01-31', null, '2027-03-02', 'overdue'],
  ['thirty-one days after', '2027-01-31', null, '2027-03-03', 'expired'],
  ['on its last day', '2027-12-31', '2027-01-29', '2027-01-29', 'current'],
  ['after its last day', '2027-12-31', '2027-01-29', '2027-01-30', 'expired'],
] as const)('an entry %s', (_, reviewBy, expiresOn, today, expected) => {
  expect(freshness({ reviewBy, expiresOn }, today)).toBe(expected);
});

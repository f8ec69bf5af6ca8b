import { expect, test } from 'vitest';
import { isWithinHours } from '../../src/domain/mentor-chat.ts';

test.each([
  ['08:00', '20:00', '2026-01-05T06:59:59Z', false],
  ['08:00', '20:00', '2026-01-05T07:00:00Z', true],
  ['08:00', '20:00', '2026-01-05T18:59:59Z', true],
  ['08:00', '20:00', '2026-01-05T19:00:00Z', false],
  // In summer the same local hour comes earlier.
  ['08:00', '20:00', '2026-07-06T06:00:00Z', true],
  ['22:00', '06:00', '2026-01-05T23:00:00Z', true],
  ['22:00', '06:00', '2026-01-05T12:00:00Z', false],
  // Ends where it begins: no hour of the day.
  ['09:00', '09:00', '2026-01-05T08:00:00Z', false],
])('from %s to %s in Rome, %s: %s', (from, to, at, isWithin) => {
  expect(isWithinHours({ zone: 'Europe/Rome', from, to }, Date.parse(at))).toBe(isWithin);
});

import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/domain/subscription.ts';
import { dueToServe, nextDue, pillVerdict } from '../../src/domain/subscription.ts';

const ms = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const iso = (instant: number): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

describe('the next due time', () => {
  test.each([
    ['later today', 'Europe/Rome', '09:00', '2026-01-05T07:00:00Z', '2026-01-05', '2026-01-05T08:00:00Z'],
    ['tomorrow, once today’s has come', 'Europe/Rome', '09:00', '2026-01-05T08:00:00Z', '2026-01-06', '2026-01-06T08:00:00Z'],
    [
      'on the person’s date, not the server’s',
      'Asia/Dhaka',
      '01:00',
      '2026-01-05T12:00:00Z',
      '2026-01-06',
      '2026-01-05T19:00:00Z',
    ],
    ['the first valid instant after a gap', 'Europe/Rome', '02:30', '2026-03-28T12:00:00Z', '2026-03-29', '2026-03-29T01:00:00Z'],
    ['the first of two in an overlap', 'Europe/Rome', '02:30', '2026-10-24T12:00:00Z', '2026-10-25', '2026-10-25T00:30:00Z'],
    ['after the gap at midnight', 'America/Santiago', '00:00', '2026-09-05T12:00:00Z', '2026-09-06', '2026-09-06T04:00:00Z'],
  ])('is %s', (_, zone, localTime, after, localDate, fireAt) => {
    const due = nextDue({ zone, localTime }, ms(after));
    expect({ ...due, fireAt: iso(due.fireAt) }).toEqual({ localDate, fireAt });
  });

  test('comes exactly once per local date through a whole year, in zones that change their clocks', () => {
    for (const zone of ['Europe/Rome', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca']) {
      for (const localTime of ['00:00', '01:30', '02:00', '02:30', '03:00', '12:00', '23:45']) {
        const dates: string[] = [];
        let after = ms('2025-12-31T11:00:00Z');
        while (dates.length < 366) {
          const due = nextDue({ zone, localTime }, after);
          dates.push(due.localDate);
          after = due.fireAt;
        }
        const first = Temporal.PlainDate.from(dates[0] ?? '');
        expect(dates, `${zone} ${localTime}`).toEqual(dates.map((_, days) => first.add({ days }).toString()));
      }
    }
  });
});

describe('after an outage', () => {
  const noon = { zone: 'Europe/Rome', localTime: '12:00' };
  test.each([
    ['a timer on time serves its own date', '2026-01-05T11:00:00Z', '2026-01-05'],
    ['half an hour late it still does', '2026-01-05T11:30:00Z', '2026-01-05'],
    ['days late, but near a later date, it serves that one', '2026-01-08T12:00:00Z', '2026-01-08'],
    ['days late, and far from any, it records the planned one', '2026-01-08T20:00:00Z', '2026-01-05'],
  ])('%s', (_, now, localDate) => {
    expect(dueToServe(noon, ms('2026-01-05T11:00:00Z'), ms(now)).localDate).toBe(localDate);
  });
});

describe('a pill that is due', () => {
  const subscription: Subscription = {
    id: 's',
    partnerId: 'main',
    contactId: 'c',
    conversationId: 'v',
    topics: ['money'],
    zone: 'Europe/Rome',
    localTime: '12:00',
    pausedUntil: null,
    status: 'active',
    generation: 1,
    askedOn: null,
  };
  const due = { localDate: '2026-01-05', fireAt: ms('2026-01-05T11:00:00Z') };

  test.each([
    ['on time', {}, '2026-01-05T11:00:00Z', 'send'],
    ['two hours late', {}, '2026-01-05T13:00:00Z', 'send'],
    ['a moment more', {}, '2026-01-05T13:00:00.001Z', 'late'],
    ['while paused', { pausedUntil: ms('2026-01-06T00:00:00Z') }, '2026-01-05T11:00:00Z', 'paused'],
    ['after the pause', { pausedUntil: ms('2026-01-05T11:00:00Z') }, '2026-01-05T11:00:00Z', 'send'],
    ['after stop', { status: 'stopped' }, '2026-01-05T11:00:00Z', 'stopped'],
  ] as const)('%s', (_, change, now, verdict) => {
    expect(pillVerdict({ ...subscription, ...change }, due, ms(now))).toBe(verdict);
  });

  test('that is late is not sent at night, and one that was asked for at night is', () => {
    const night = { ...due, fireAt: ms('2026-01-05T20:30:00Z') };
    expect(pillVerdict(subscription, night, ms('2026-01-05T21:30:00Z'))).toBe('late');
    const wanted = { ...due, fireAt: ms('2026-01-05T21:30:00Z') };
    expect(pillVerdict(subscription, wanted, wanted.fireAt)).toBe('send');
  });
});

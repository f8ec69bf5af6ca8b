import { expect, test } from 'vitest';
import type { Facts } from '../../../src/channels/whatsapp-web/condition.ts';
import { describeCondition } from '../../../src/channels/whatsapp-web/condition.ts';

const day = 86_400_000;
const now = 100 * day;
const well: Facts = {
  phase: 'ready',
  wasReady: true,
  isUnlinked: false,
  wasUnlinked: false,
  startedAt: now - 10_000,
  troubleSince: null,
  fault: 'the browser ended',
  socket: 'CONNECTED',
  linkedAt: now - 30 * day,
  isCapped: false,
};
const fault = { fault: 'the browser ended' };

test.each<[string, Partial<Facts>, string, string | undefined, Record<string, string>?]>([
  ['linked long ago', {}, 'healthy', undefined],
  ['linked two and a half days ago', { linkedAt: now - 2.5 * day }, 'healthy', 'number-new', { days: '5' }],
  ['in its first start', { phase: 'starting', wasReady: false }, 'starting', undefined],
  [
    'in a start that lasts',
    { phase: 'starting', wasReady: false, startedAt: now - 45_000 },
    'needs-a-person',
    'not-working',
    fault,
  ],
  ['restarting', { phase: 'resting', troubleSince: now - 1_000 }, 'degraded', 'mending', fault],
  ['restarting for long', { phase: 'resting', troubleSince: now - 45_000 }, 'needs-a-person', 'not-working', fault],
  ['back, but a send hung', { troubleSince: now - 1_000 }, 'degraded', 'mending', fault],
  ['back, and sends hang for long', { troubleSince: now - 45_000 }, 'needs-a-person', 'not-working', fault],
  ['without a connection', { socket: 'TIMEOUT', troubleSince: now - 1_000 }, 'degraded', 'unreachable'],
  ['at its limit', { isCapped: true }, 'degraded', 'cap-reached'],
  ['showing a code', { phase: 'scan', isUnlinked: true }, 'needs-a-person', 'link-phone'],
  ['between two codes', { phase: 'starting', isUnlinked: true, wasReady: false }, 'needs-a-person', 'link-phone'],
  ['unlinked by the phone', { phase: 'resting', isUnlinked: true, wasUnlinked: true }, 'needs-a-person', 'phone-unlinked'],
  ['banned', { phase: 'banned', fault: 'TOS_BLOCK' }, 'needs-a-person', 'number-banned', { fault: 'TOS_BLOCK' }],
])('%s', (_what, facts, state, reason, params) => {
  const condition = describeCondition({ ...well, ...facts }, now, 45_000);
  expect(condition).toEqual({ state, news: reason === undefined ? {} : { reason, ...(params === undefined ? {} : { params }) } });
});

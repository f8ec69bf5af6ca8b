import { expect, test } from 'vitest';
import { createChannelStates } from '../../src/app/channel-states.ts';
import { createLive } from '../../src/app/live.ts';
import { createHealth } from '../../src/channels/health.ts';
import type { NamedHealth } from '../../src/domain/channel-health.ts';
import type { Channel } from '../../src/ports/channel.ts';

const capabilities = { buttons: 3, buttonLength: 20, textLength: 4096, markdown: false, cards: false };

function channelOf(name: string, over: Partial<Channel> = {}): Channel {
  return {
    capabilities: { ...capabilities, name },
    delivery: 'push',
    health: createHealth(() => 0, 'healthy'),
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: () => Promise.resolve({ providerId: null }),
    ...over,
  };
}

function statesOf(channels: readonly Channel[]) {
  const logged: string[] = [];
  const log = (text: string, facts?: unknown): void => void logged.push(`${text} ${JSON.stringify(facts)}`);
  const live = createLive();
  const states = createChannelStates({
    channels: new Map(channels.map((channel) => [channel.capabilities.name, channel])),
    live,
    logger: { info: log, warn: log, error: log },
    now: () => 7,
    partnerId: 'main',
  });
  return { states, logged, live };
}

const stateOf = (all: readonly NamedHealth[]): readonly string[] => all.map(({ channel, state }) => `${channel} ${state}`);

test.each([
  ['rejects', () => Promise.reject(new Error('no browser'))],
  [
    'throws',
    () => {
      throw new Error('no browser');
    },
  ],
])('a channel whose start %s is down, and the others start', async (_how, start) => {
  let started = 0;
  const well = channelOf('well', {
    start: () => {
      started++;
      return Promise.resolve();
    },
  });
  const { states, logged } = statesOf([channelOf('sick', { start }), well]);
  states.start();
  await expect.poll(() => stateOf(states.list(false))).toEqual(['sick down', 'well healthy']);
  expect(states.list(false)[0]).toMatchObject({ reason: 'start-failed', since: 7 });
  expect(started).toBe(1);
  expect(logged.join()).toContain('no browser');
});

test('a channel that never finishes starting or stopping badly holds up nobody', async () => {
  const stuck = channelOf('stuck', {
    start: () => new Promise(() => undefined),
    stop: () => Promise.reject(new Error('stuck')),
  });
  const { states } = statesOf([stuck, channelOf('well')]);
  states.start();
  await expect(states.stop()).resolves.toBeUndefined();
});

test('each change is told once, to the desk and to who watches, and codes go to administrators only', () => {
  let time = 1;
  const health = createHealth(() => time++, 'starting');
  const { states, live, logged } = statesOf([channelOf('phone', { health })]);
  const told: string[] = [];
  live.watchDesk('main', ({ type }) => told.push(type));
  states.watch((changed) => told.push(`${changed.state} ${JSON.stringify(changed.pairing)}`));
  const pairing = { type: 'qr', value: 'secret-code' } as const;
  health.become('needs-a-person', { reason: 'unreachable', pairing });
  health.become('needs-a-person', { reason: 'unreachable', pairing });
  expect(told).toEqual(['channels-changed', 'needs-a-person null']);
  expect(states.list(true)[0]?.pairing).toEqual(pairing);
  expect(JSON.stringify([states.list(false), logged])).not.toContain('secret-code');
});

test('a new code is news, yet the trouble is as old as before', () => {
  let time = 1;
  const health = createHealth(() => time++, 'needs-a-person', { pairing: { type: 'text', value: 'A' } });
  let changes = 0;
  health.watch(() => changes++);
  health.become('needs-a-person', { pairing: { type: 'text', value: 'B' } });
  expect([changes, health.current().since, health.current().pairing?.value]).toEqual([1, 1, 'B']);
});

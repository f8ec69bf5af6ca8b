import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWhatsAppWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts';
import { SportelloError } from '../../../src/domain/errors.ts';
import type { OutboxMessage } from '../../../src/domain/outbox.ts';
import type { Channel } from '../../../src/ports/channel.ts';
import { pdf } from '../../support/files.ts';
import { seededUniverse } from '../../support/universe.ts';
import type { ChildWorld } from '../../support/whatsapp-child.ts';
import { openChildWorld } from '../../support/whatsapp-child.ts';

/*
 * The promise: within a minute a fault is over by itself, or shown as needing a person; and nothing is lost. Here with the times that
 * the service really uses, by a clock that the test moves. That the faults look like this in a real browser is shown by faults.test.ts.
 */
const minute = 60_000;
const stepMs = 250;
const quiet = (): void => undefined;

let folder: string;
let world: ChildWorld;
let channel: Channel;
let heard: string[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  folder = await mkdtemp(join(tmpdir(), 'sportello-minute-'));
  world = openChildWorld();
  heard = [];
  channel = createWhatsAppWeb({
    inbox: {
      receive: (items) => {
        heard.push(...items.map(({ activity }) => activity.text ?? ''));
        return Promise.resolve([]);
      },
    },
    correspondence: { lastHeard: () => Promise.resolve(null), joinNames: () => Promise.resolve() },
    openMedia: () => Promise.resolve({ bytes: pdf(), contentType: 'application/pdf', name: null }),
    universe: seededUniverse(),
    logger: { info: quiet, warn: quiet, error: quiet },
    isOn: true,
    chromiumPath: process.execPath,
    page: null,
    phone: null,
    dataDir: folder,
    print: quiet,
    startChild: world.start,
  });
  await channel.start();
  await timeUntil(() => state() === 'healthy');
});
afterEach(async () => {
  world.fault = null;
  const stopped = channel.stop();
  await vi.advanceTimersByTimeAsync(minute);
  await stopped;
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const state = (): string => channel.health.current().state;

/** Milliseconds of the moved clock until it is so; after `most` of them it is given up. */
async function timeUntil(isSo: () => boolean, most = 1.5 * minute): Promise<number> {
  const start = Date.now();
  while (!isSo() && Date.now() - start <= most) {
    await vi.advanceTimersByTimeAsync(stepMs);
    // Files have a time of their own: what was begun with them ends between two steps.
    for (let count = 0; count < 10; count++) await stat(folder);
  }
  return Date.now() - start;
}

/** Sends as the outbox does: again and again, each time after the wait that was asked for, until it is sent. */
async function deliver(text: string, isFile = false): Promise<void> {
  const address = { channel: 'whatsapp-web', account: 'default', externalUser: '7@lid', thread: '7@lid' };
  const rest = { idemKey: text, conversationId: 'c', status: 'sending', attempts: 1, notBefore: 0, expiresAt: null } as const;
  const attachments = isFile ? { attachments: [{ contentType: 'application/pdf' }] } : {};
  const activity = { type: 'message', text, ...attachments } as const;
  const message: OutboxMessage = { id: text, address, activity, kind: 'reply', ...rest };
  for (;;) {
    try {
      await channel.send(message);
      return;
    } catch (error) {
      const ms = error instanceof SportelloError ? (error.retryAfterMs ?? 1_000) : 1_000;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}

const backlog = Array.from({ length: 50 }, (_, index) => `m${String(index)}`);

/** What goes wrong at a moment. */
const faults: readonly (readonly [string, () => void, boolean])[] = [
  ['the browser is killed', () => world.fail('the browser ended'), false],
  ['the page crashes', () => world.fail('the page crashed'), false],
  ['the process is killed', () => world.kill(), false],
  ['the page freezes', () => void (world.fault = 'frozen'), false],
  ['a send hangs', () => void (world.fault = 'sends-hang'), false],
  ['a file hangs on its way out', () => void (world.fault = 'files-hang'), true],
  ['WhatsApp is out of reach', () => void (world.fault = 'offline'), false],
];

describe('within a minute', () => {
  test.each(faults)('%s, and all is well again, fifty messages and an answer later', async (_what, breaks, isFile) => {
    breaks();
    for (const text of backlog) world.say(text);
    void deliver('an answer', isFile);
    const noticed = await timeUntil(() => state() !== 'healthy');
    // Whatever was wrong is over with the process in which it was, or has passed by itself.
    world.fault = null;
    const isOver = (): boolean => state() === 'healthy' && heard.length === 50 && world.sent.length === 1;
    expect(noticed + (await timeUntil(isOver))).toBeLessThanOrEqual(minute);
    expect([heard, world.sent]).toEqual([backlog, ['an answer']]);
  });

  test.each(faults)('%s, all that follows fails, too, and a person is asked for', async (_what, breaks, isFile) => {
    breaks();
    world.fault ??= 'never-ready';
    for (const text of backlog) world.say(text);
    void deliver('an answer', isFile);
    expect(await timeUntil(() => state() === 'needs-a-person')).toBeLessThanOrEqual(minute);
    expect(channel.health.current().reason).toBe('not-working');
    world.fault = null;
    // A start that goes on and on is given its time; nobody waits for it in vain any more.
    await timeUntil(() => state() === 'healthy' && heard.length === 50 && world.sent.length === 1, 10 * minute);
    expect([state(), heard, world.sent]).toEqual(['healthy', backlog, ['an answer']]);
  });

  test.each(['UNPAIRED', 'LOGOUT'])(
    'the phone is unlinked (%s), a person is asked for, and nothing is lost until then',
    async (word) => {
      world.isLinked = false;
      world.tell({ type: 'gone', reason: word });
      for (const text of backlog) world.say(text);
      void deliver('an answer');
      expect(await timeUntil(() => state() === 'needs-a-person')).toBeLessThanOrEqual(minute);
      expect(channel.health.current().reason).toBe('phone-unlinked');
      await timeUntil(() => channel.health.current().pairing !== null);
      expect(channel.health.current().pairing).toEqual({ type: 'qr', value: 'ref' });
      world.isLinked = true;
      world.tell({ type: 'ready' });
      world.kill();
      await timeUntil(() => state() === 'healthy' && heard.length === 50 && world.sent.length === 1);
      expect([state(), heard, world.sent]).toEqual(['healthy', backlog, ['an answer']]);
    },
  );

  test('the number is banned, a person is asked for, and no other process is started', async () => {
    const before = world.count;
    world.tell({ type: 'gone', reason: 'TOS_BLOCK' });
    expect(await timeUntil(() => state() === 'needs-a-person')).toBeLessThanOrEqual(minute);
    await timeUntil(() => false);
    expect([channel.health.current().reason, world.count]).toEqual(['number-banned', before]);
  });
});

test('fifty messages that came while nothing ran are stored within a minute of the start', async () => {
  world.kill();
  for (const text of backlog) world.say(text);
  expect(await timeUntil(() => heard.length === 50)).toBeLessThanOrEqual(minute);
  expect(heard).toEqual(backlog);
});

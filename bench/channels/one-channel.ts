import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInside } from '../../src/app/inside.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Engine } from '../../src/domain/engine.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { WebChats } from '../../src/ports/web-chat.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { realUniverse } from '../../src/system/real-universe.ts';
import { drivers } from './drivers.ts';
import { watchLine } from './line-time.ts';
import { memoryBelow } from './memory.ts';
import type { ChannelName, Driven } from './drivers.ts';

// One channel in front of the whole inside, over SQLite on disk, with an engine that only repeats what it hears.
const [name = 'console', fakeUrl = ''] = process.argv.slice(2);
const warmUps = 100;
const timed = 300;
/** Between two messages that are timed: what the first one leaves to be written must not be waited for by the second. */
const restMs = 8;
const flooded = name.endsWith('Chromium') ? 300 : 3_000;
/** Messages handed in before the first of them was answered. */
const inFlight = 32;
const people = 100;

const universe = realUniverse();
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const waiting = new Map<string, () => void>();
const watched = new Set<string>();

const echo: Engine = {
  run: (input, { state }) => {
    const text = input.type === 'activity' ? (input.activity.text ?? '') : '';
    return { state, effects: [], replies: [{ type: 'message', text }], outcome: null, faults: [] };
  },
};

function arrived({ text }: Activity): void {
  const index = / (\d+)$/.exec(text ?? '')?.[1] ?? '';
  waiting.get(index)?.();
  waiting.delete(index);
}

/** A push channel's reply has arrived when its send resolves. */
function watchSends(channel: Channel): Channel {
  return {
    ...channel,
    send: async (message) => {
      const sent = await channel.send(message);
      arrived(message.activity);
      return sent;
    },
  };
}

/** A pull channel's reply has arrived when its row is committed. */
function watchRows(inbox: Inbox, chats: WebChats): Inbox {
  return {
    receive: async (items) => {
      const receipts = await inbox.receive(items);
      for (const { conversationId } of receipts) {
        if (watched.has(conversationId)) continue;
        watched.add(conversationId);
        chats.watch(conversationId, (rows) =>
          rows.filter(({ actor }) => actor === 'bot').forEach(({ activity }) => arrived(activity)),
        );
      }
      return receipts;
    },
  };
}

const noAssets: Assets = {
  dialogs: new Map(),
  entries: new Map(),
  pills: new Map(),
  safeguards: new Map(),
  terms: [],
  languages: [],
  phrases: {},
  templates: [],
  asides: {},
};

const dataDir = mkdtempSync(join(tmpdir(), 'sportello-channels-'));
const store = await openStore({ dataDir, databaseUrl: null, universe });
const make = await drivers[name as ChannelName]();
const made: { driven?: Driven } = {};
const inside = createInside({
  files: { keep: () => Promise.resolve(''), read: () => Promise.resolve(null), sweep: () => Promise.resolve(0) },
  keepMediaMs: 86_400_000,
  store,
  universe,
  logger: silent,
  operator: { name: null, contact: null, privacyUrl: null },
  assets: () => noAssets,
  engine: () => echo,
  channels: (ports) => {
    const driven = make({ ...ports, inbox: watchRows(ports.inbox, ports.chats), universe, logger: silent, fakeUrl });
    made.driven = driven;
    return [driven.channel.delivery === 'push' ? watchSends(driven.channel) : driven.channel];
  },
});
await inside.start();
await made.driven?.ready?.();

const requests = watchLine();
const takeLineMs = made.driven?.takeLineMs ?? requests.take;
let index = 0;

/** Milliseconds from the moment at which the channel hears somebody to the moment at which they have their reply. */
async function once(): Promise<number> {
  const number = ++index;
  const start = performance.now();
  const replied = new Promise<void>((resolve) => waiting.set(String(number), resolve));
  await made.driven?.say(number % people, number);
  await replied;
  return performance.now() - start;
}

/** One after the other; without the time that the provider's line took. */
async function inTurn(count: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let done = 0; done < count; done++) {
    await pause(restMs);
    takeLineMs();
    const whole = await once();
    all.push(whole - takeLineMs());
  }
  return all.toSorted((a, b) => a - b);
}

/** Messages a second, with many people writing at once. */
async function flood(count: number): Promise<number> {
  const start = performance.now();
  let left = count;
  const one = async (): Promise<void> => {
    while (left-- > 0) await once();
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return count / ((performance.now() - start) / 1_000);
}

const quantile = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;

await inTurn(warmUps);
const idleRss = process.memoryUsage().rss;
const below = memoryBelow(process.pid);
const cpu = process.cpuUsage();
const times = await inTurn(timed);
const { user, system } = process.cpuUsage(cpu);
const perSecond = await flood(flooded);
process.send?.({
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
  cpuMs: (user + system) / 1_000 / timed,
  perSecond,
  idleMb: idleRss / 1e6,
  busyMb: process.memoryUsage().rss / 1e6,
  nodeMb: below.node,
  chromiumMb: below.chromium,
});
await inside.stop();
await made.driven?.close?.();
await store.close();
rmSync(dataDir, { recursive: true, force: true });
if (process.connected) process.disconnect?.();

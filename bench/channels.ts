import { fork } from 'node:child_process';
import { join } from 'node:path';
import { channelNames } from './channels/drivers.ts';
import type { ChannelName } from './channels/drivers.ts';

/**
 * What each channel costs of our time: from the moment at which its adapter hears somebody to the moment at which they have
 * the reply, less the time between request and answer of the (imitated) provider; messages a second with 32 under way; memory of
 * a process with that channel alone. Everything but the channel is the same: the whole inside, SQLite on disk, an engine
 * that repeats what it hears. The bare console channel, which calls nobody, is the measure. The linked WhatsApp is here twice:
 * our own part, with a process behind it that does at once what it is told, and all of it, with the real library in a real
 * browser over the page of the tests (whose time is not taken off). Both without a person's pace; the memory of its processes
 * is named apart.
 *
 *   node bench/channels.ts [channel ...]
 */
interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly idleMb: number;
  readonly busyMb: number;
  /** Of other processes: the library's, and the browser's. */
  readonly nodeMb: number;
  readonly chromiumMb: number;
}

const folder = join(import.meta.dirname, 'channels');

function messageOf<Message>(file: string, words: readonly string[]): { first: Promise<Message>; end: () => void } {
  const child = fork(join(folder, file), words);
  const first = new Promise<Message>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message));
    child.once('exit', (code) => reject(new Error(`${file} ${words.join(' ')} ended with ${String(code)}`)));
  });
  return { first, end: () => void child.kill() };
}

async function measure(channel: ChannelName): Promise<Measured> {
  const fake = messageOf<{ readonly port: number }>('fake-servers.ts', []);
  const { port } = await fake.first;
  try {
    return await messageOf<Measured>('one-channel.ts', [channel, `http://127.0.0.1:${String(port)}`]).first;
  } finally {
    fake.end();
  }
}

/** The best of several rounds, channels in turn: other work on the machine only ever slows. Memory is the median. */
const rounds = 3;
const wanted = process.argv.slice(2);
const measured = channelNames.filter((name) => name === 'console' || wanted.length === 0 || wanted.includes(name));
const found = new Map<ChannelName, readonly Measured[]>();
for (let round = 0; round < rounds; round++) {
  for (const name of measured) found.set(name, [...(found.get(name) ?? []), await measure(name)]);
}

function bestOf(all: readonly Measured[]): Measured {
  const of = (key: keyof Measured): readonly number[] => all.map((each) => each[key]).toSorted((a, b) => a - b);
  const pick = (key: keyof Measured, at: number): number => of(key).at(at) ?? Number.NaN;
  const middle = Math.floor(all.length / 2);
  return {
    p50: pick('p50', 0),
    p99: pick('p99', 0),
    cpuMs: pick('cpuMs', 0),
    perSecond: pick('perSecond', -1),
    idleMb: pick('idleMb', middle),
    busyMb: pick('busyMb', middle),
    nodeMb: pick('nodeMb', middle),
    chromiumMb: pick('chromiumMb', middle),
  };
}

const bare = bestOf(found.get('console') ?? []);
const beside = (value: number, base: number, digits: number): string =>
  `${value.toFixed(digits)} (${(value / base).toFixed(2)}x)`;
const rows: Record<string, Record<string, string>> = {};
for (const [name, all] of found) {
  const best = bestOf(all);
  rows[name] = {
    'added ms, p50': (best.p50 - bare.p50).toFixed(2),
    'ms, p50': beside(best.p50, bare.p50, 2),
    'ms, p99': beside(best.p99, bare.p99, 2),
    'CPU ms each': beside(best.cpuMs, bare.cpuMs, 2),
    'messages/s': beside(best.perSecond, bare.perSecond, 0),
    'RSS MB, idle': beside(best.idleMb, bare.idleMb, 0),
    'RSS MB, after': beside(best.busyMb, bare.busyMb, 0),
    'its process MB': best.nodeMb.toFixed(0),
    'Chromium MB': best.chromiumMb.toFixed(0),
  };
}
console.table(rows);

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Costs } from './turns/report.ts';
import type { TurnTimes, Visitor } from './turns/visitor.ts';
import { directLineVisitor, plainVisitor } from './turns/visitor.ts';

/**
 * Durable turns per second over the real HTTP protocol, beside two peers in the same run: (a) Express that only answers,
 * (b) Express that makes one durable commit per request. Each server runs in a process of its own; this one is the load.
 * A turn of ours is a question, a small talk or a menu word in a conversation, its durable acknowledgement, the engine's
 * turn, and the reply on the visitor's socket.
 *
 *   node bench/turns.ts [--seconds 8] [--visitors 64]      SYNC_MS (default 2) delays every commit of (b) and ours
 */
const option = (name: string, fallback: number): number => {
  const index = process.argv.indexOf(`--${name}`);
  return index === -1 ? fallback : Number(process.argv[index + 1]);
};
const seconds = option('seconds', 8);
const visitors = option('visitors', 64);
const syncMs = Number(process.env['SYNC_MS'] ?? 2);

/** What visitors say, in turn; the country is asked once and kept. */
const lines = [
  'ciao',
  'quanto costa aprire la ditta',
  'Italia',
  'menu',
  'come faccio lo spid',
  'grazie',
  'serve la scia per il bar',
  'menu',
];

interface Result {
  readonly name: string;
  readonly perSecond: number;
  readonly acknowledged: readonly number[];
  readonly replied: readonly number[];
  readonly cpuPerTurn: number;
  readonly commitsPerSecond: number;
  readonly queriesPerTurn: number;
}

async function measure(
  name: string,
  file: string,
  makeVisitor: (port: number) => Promise<Visitor>,
  delayMs: number,
): Promise<Result> {
  const child = fork(join(import.meta.dirname, 'turns', file), {
    env: { ...process.env, SYNC_MS: String(delayMs) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const talkers = await Promise.all(Array.from({ length: visitors }, () => makeVisitor(port)));
    await talkAll(talkers, 1_500);
    await costsOf(child);
    const { turns, tookMs } = await talkAll(talkers, seconds * 1000);
    const costs = await costsOf(child);
    return {
      name,
      perSecond: (turns.length / tookMs) * 1000,
      acknowledged: percentiles(turns.map(({ acknowledged }) => acknowledged)),
      replied: percentiles(turns.map(({ replied }) => replied)),
      cpuPerTurn: costs.cpuMicros / turns.length,
      commitsPerSecond: (costs.commits / tookMs) * 1000,
      queriesPerTurn: costs.queries / turns.length,
    };
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}

async function talkAll(talkers: readonly Visitor[], ms: number): Promise<{ turns: readonly TurnTimes[]; tookMs: number }> {
  const started = performance.now();
  const turns: TurnTimes[] = [];
  await Promise.all(
    talkers.map(async (say, index) => {
      for (let turn = index; performance.now() - started < ms; turn++)
        turns.push(await say(lines[turn % lines.length] ?? 'menu'));
    }),
  );
  return { turns, tookMs: performance.now() - started };
}

async function costsOf(child: ChildProcess): Promise<Costs> {
  child.send('costs');
  const [costs] = (await once(child, 'message')) as [Costs];
  return costs;
}

/** p50 and p99. */
function percentiles(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.99].map((share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

function row(result: Result, base: number): string {
  const ms = (values: readonly number[]): string =>
    values
      .map((value) => value.toFixed(1))
      .join('/')
      .padStart(12);
  const columns = [
    result.name.padEnd(34),
    result.perSecond.toFixed(0).padStart(8),
    `${(result.perSecond / base).toFixed(2)}×`.padStart(8),
    ms(result.acknowledged),
    ms(result.replied),
    result.cpuPerTurn.toFixed(0).padStart(8),
    result.commitsPerSecond.toFixed(0).padStart(8),
    result.queriesPerTurn.toFixed(1).padStart(8),
  ];
  return columns.join(' ');
}

const plain = (port: number): Promise<Visitor> => Promise.resolve(plainVisitor(port));
for (const delayMs of new Set([syncMs, 0])) {
  console.log(
    `\n${String(visitors)} visitors, ${String(seconds)} s each, every commit ${delayMs === 0 ? 'as fast as the disk' : `delayed by ${String(delayMs)} ms`}`,
  );
  console.log(`${''.padEnd(34)}  turns/s     to b  ack p50/p99 reply p50/99   CPU µs  commits  queries`);
  console.log(`${''.padEnd(34)}                            ms           ms   a turn      /s   a turn`);
  const bare = await measure('(a) Express that only answers', 'bare-server.ts', plain, 0);
  const commit = await measure('(b) Express, a commit per request', 'commit-server.ts', plain, delayMs);
  const ours = await measure('Sportello', 'sportello-server.ts', directLineVisitor, delayMs);
  for (const result of [bare, commit, ours]) console.log(row(result, commit.perSecond));
}

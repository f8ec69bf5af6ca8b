import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { directLineVisitor } from './turns/visitor.ts';

/**
 * From the start of the process, over an empty data folder and with the browser part bundled, to the first answer that a
 * Direct Line client reads: process, database, content, index, server, conversation, question, reply. Median of five.
 * The limit is 1.5 s; Express alone, which answers without doing anything, stands beside it.
 *
 *   node bench/start.ts
 */
const root = resolve(import.meta.dirname, '..');
const limitMs = 1_500;
const runs = 5;

async function startOnce(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sportello-start-'));
  const started = performance.now();
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const port = await portOf(child.stdout);
    const say = await directLineVisitor(port);
    await say('quanto costa aprire la ditta');
    return performance.now() - started;
  } finally {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function bareOnce(): Promise<number> {
  const started = performance.now();
  const code =
    "import('express').then(({ default: e }) => { const s = e().get('/', (q, r) => r.send('ok')).listen(0, '127.0.0.1', () => console.log('chat http://127.0.0.1:' + s.address().port + '/')); });";
  const child = spawn(process.execPath, ['-e', code], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await fetch(`http://127.0.0.1:${String(await portOf(child.stdout))}/`);
    return performance.now() - started;
  } finally {
    child.kill('SIGKILL');
  }
}

async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const address = /^chat (\S+)/.exec(line)?.[1];
    if (address !== undefined) return Number(new URL(address).port);
  }
  throw new Error('The server ended before it named its address.');
}

async function medianOf(once: () => Promise<number>): Promise<{ median: number; all: readonly number[] }> {
  const all: number[] = [];
  for (let run = 0; run < runs; run++) all.push(await once());
  return { median: all.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN, all };
}

const bare = await medianOf(bareOnce);
const ours = await medianOf(startOnce);
const list = (all: readonly number[]): string => all.map((ms) => ms.toFixed(0)).join(' ');
console.log(`Express alone, to its first answer        ${bare.median.toFixed(0)} ms   (${list(bare.all)})`);
console.log(
  `Sportello, to its first Direct Line reply ${ours.median.toFixed(0)} ms   (${list(ours.all)})   ${(ours.median / limitMs).toFixed(2)}× of the limit of ${String(limitMs)} ms`,
);

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { printTable } from './knowledge/print-table.ts';
import type { Found } from './knowledge/tasks.ts';

/**
 * Measures retrieval, declining and language identification beside other libraries in one go, and prints one table.
 *
 *   npm install --prefix bench/peers
 *   BENCH_DATA=<folder that holds dev/ and harness/> npm run bench:knowledge [-- --alone]
 *
 * `--alone`: without the other libraries. PEERS: the folder whose node_modules has them, if not bench/peers.
 */
const port = 9173;
const here = import.meta.dirname;
const folder = resolve(process.env['BENCH_DATA'] ?? '');
const isAlone = process.argv.includes('--alone');

interface Run {
  readonly name: string;
  readonly script: 'run.mjs' | 'run-lid.mjs';
  readonly options: readonly string[];
}

const suites = ['--suite', 'A,B,D,E'];
const ours = ['--http', `http://127.0.0.1:${String(port)}`];

function ranking(name: string, file: string, opt = ''): Run {
  const options = ['--engine', join('harness/engines', file), ...(opt === '' ? [] : ['--opt', opt]), ...suites];
  return { name, script: 'run.mjs', options };
}

const peers: readonly Run[] = [
  ranking('NLP.js', 'nlpjs.mjs'),
  ranking('MiniSearch', 'minisearch.mjs', 'fuzzy=0.2'),
  ranking('lunr', 'lunr.mjs'),
  ranking('Orama', 'orama.mjs'),
  ranking('FTS5', 'fts5.mjs', 'tok=trigram'),
  ...['eld', 'franc', 'tinyld', 'cld3'].map((name): Run => ({ name, script: 'run-lid.mjs', options: ['--engine', name] })),
];
const runs: readonly Run[] = [
  { name: 'Sportello', script: 'run.mjs', options: [...ours, ...suites] },
  { name: 'Sportello', script: 'run-lid.mjs', options: ours },
  ...(isAlone ? [] : peers),
];

if (!existsSync(join(folder, 'harness/run.mjs'))) {
  process.stderr.write(`${folder}: no harness/run.mjs there; set BENCH_DATA to the folder that holds dev/ and harness/\n`);
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
const server = await startServer();
const engines = new Map<string, Found>();
for (const run of runs) {
  process.stdout.write(`\n== ${run.name}\n`);
  engines.set(run.name, { ...nothing(), ...engines.get(run.name), ...measure(run) });
}
server.kill();
rmSync(scratch, { recursive: true });
process.stdout.write(`\n${printTable(engines)}\n`);

function nothing(): Found {
  return { rows: [], macro: {}, languages: {} };
}

/** Runs the harness, which prints as it goes; an engine that fails has found nothing. */
function measure({ script, options }: Run): Partial<Found> {
  const out = join(scratch, 'out.json');
  rmSync(out, { force: true });
  spawnSync(process.execPath, ['--expose-gc', join('harness', script), ...options, '--out', out], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, PEERS: process.env['PEERS'] ?? join(here, 'peers') },
  });
  if (!existsSync(out)) return {};
  const { rows, macro, res } = JSON.parse(readFileSync(out, 'utf8')) as Partial<Found> & { readonly res?: Found['languages'] };
  return script === 'run-lid.mjs' ? { languages: res ?? {} } : { rows: rows ?? [], macro: macro ?? {} };
}

/** The server in its own process, ready when it has printed its address. */
async function startServer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(here, 'retrieval-server.ts'), String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((ready) => child.stdout.once('data', ready));
  return child;
}

// Measures retrieval, abstention and language identification beside other libraries and prints one table:
// node bench/knowledge.ts <folder with dev/ and harness/> [--peers] (peers: npm install --prefix bench/peers first)
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const port = 9173;
const here = import.meta.dirname;
const folder = resolve(process.argv[2] ?? '');
const withPeers = process.argv.includes('--peers');

interface Run {
  readonly name: string;
  readonly script: 'run.mjs' | 'run-lid.mjs';
  readonly options: readonly string[];
}

const suites = ['--suite', 'A,AFULL,B,D,E'];
const ours = ['--http', `http://127.0.0.1:${String(port)}`];
const engine = (file: string, opt = ''): string[] => {
  return ['--engine', join('harness/engines', file), ...(opt === '' ? [] : ['--opt', opt]), '--suite', 'A,B,D'];
};
const peers: readonly Run[] = [
  { name: 'NLP.js', script: 'run.mjs', options: engine('nlpjs.mjs') },
  { name: 'MiniSearch, fuzzy', script: 'run.mjs', options: engine('minisearch.mjs', 'fuzzy=0.2') },
  { name: 'lunr', script: 'run.mjs', options: engine('lunr.mjs') },
  { name: 'Orama', script: 'run.mjs', options: engine('orama.mjs') },
  { name: 'FTS5 trigram', script: 'run.mjs', options: engine('fts5.mjs', 'tok=trigram') },
  ...['eld', 'franc', 'tinyld', 'cld3'].map((name): Run => ({ name, script: 'run-lid.mjs', options: ['--engine', name] })),
];
const runs: readonly Run[] = [
  { name: 'Sportello', script: 'run.mjs', options: [...ours, ...suites] },
  { name: 'Sportello, languages', script: 'run-lid.mjs', options: ours },
  ...(withPeers ? peers : []),
];

if (!existsSync(join(folder, 'harness/run.mjs'))) {
  process.stderr.write(`${folder}: no harness/run.mjs there; expected the folder that holds dev/ and harness/\n`);
  process.exit(2);
}
const server = await startServer();
for (const { name, script, options } of runs) {
  process.stdout.write(`\n== ${name}\n`);
  spawnSync(process.execPath, ['--expose-gc', join('harness', script), ...options], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, PEERS: join(here, 'peers') },
  });
}
server.kill();

/** The server in its own process, ready when it has printed its address. */
async function startServer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(here, 'retrieval-server.ts'), String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((ready) => child.stdout.once('data', ready));
  return child;
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openService } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';

/**
 * How long the service holds up everybody while it reads its content again: the longest pause of the event loop during a reload in
 * which one answer of each country changed, beside the longest pause of an idle service. The limit is 50 ms.
 *
 *   node bench/reload.ts
 */
const root = resolve(import.meta.dirname, '..');
const limitMs = 50;
const idleMs = 3_000;
const changed = [
  'it/open-sole-trader',
  'de/register-trade-germany',
  'hr/open-obrt',
  'hu/register-egyeni-vallalkozo',
  'si/register-sp',
];

const folder = mkdtempSync(join(tmpdir(), 'sportello-reload-'));
for (const name of ['content', 'dialogs', 'locales']) cpSync(join(root, name), join(folder, name), { recursive: true });
const config = readConfig(
  {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    CONTENT_DIR: join(folder, 'content'),
    DIALOGS_DIR: join(folder, 'dialogs'),
    LOCALES_DIR: join(folder, 'locales'),
  },
  root,
);
const service = await openService(config, join(root, 'dist/browser'));
await service.ready;

const idle = await longestPause(() => new Promise((done) => setTimeout(done, idleMs)));
for (const answer of changed) changeOne(answer);
const started = performance.now();
const pause = await longestPause(() => service.reload(false));
const took = performance.now() - started;
console.log(`reload of ${String(changed.length)} changed countries: ${(took / 1000).toFixed(1)} s in other threads`);
console.log(
  `longest pause of the event loop: ${pause.toFixed(0)} ms = ${(pause / limitMs).toFixed(2)} of the limit (${String(limitMs)} ms)`,
);
console.log(`the same, idle: ${idle.toFixed(0)} ms`);
await service.stop();
rmSync(folder, { recursive: true });

async function longestPause(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await work();
  delays.disable();
  return delays.max / 1e6;
}

function changeOne(answer: string): void {
  const file = join(folder, 'content/answers', answer, 'en.md');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('questions:\n', 'questions:\n  - a question that nobody asked before\n'),
  );
}

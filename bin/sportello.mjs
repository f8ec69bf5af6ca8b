#!/usr/bin/env node
// Plain JavaScript on purpose: on an older Node, TypeScript dies before any code of ours can say what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const needed = 26;
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const pinned = fileURLToPath(new URL(`../node_modules/.bin/node${process.platform === 'win32' ? '.cmd' : ''}`, import.meta.url));
const isCurrent = Number(process.versions.node.split('.')[0]) >= needed;

if (!isCurrent && !existsSync(pinned)) {
  console.error(
    `Sportello needs Node ${needed}; this is Node ${process.versions.node}. Run "npm ci" in its folder: it brings the right one.`,
  );
  process.exit(1);
}

const child = spawn(isCurrent ? process.execPath : pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));

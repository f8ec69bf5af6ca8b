import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from './source-files.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Longest that a program of ours takes to end by itself on a busy machine. */
const patienceMs = 45_000;

/** Runs a program to its end. */
export async function run(command: string, words: readonly string[], env: Environment = {}): Promise<Ended> {
  const child = spawn(command, words, {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', (ended) => resolve(ended)));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

/** `sportello …`, as an operator types it. */
export function sportello(words: readonly string[], env: Environment = {}): Promise<Ended> {
  return run(process.execPath, [join(projectRoot, 'src/main.ts'), ...words], env);
}

/** The Node that this machine has without us: what a person's own shell finds. Ours where there is no other. */
export function hostNode(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return (
    folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path) && realpathSync(path) !== process.execPath) ??
    process.execPath
  );
}

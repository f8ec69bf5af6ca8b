import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './source-files.ts';

/** The service as an operator runs it: a process of its own, spoken to over HTTP only. */
export interface Service {
  readonly url: string;
  /** The one-time link for the first administrator; null once there is one. */
  readonly signIn: string | null;
  readonly dataDir: string;
  /** Milliseconds from the start of the process to the line with its address. */
  readonly startedIn: number;
  /** Everything it printed: what its operator reads. */
  readonly printed: readonly string[];
  /** Its log so far, a JSON line each. */
  readonly log: readonly string[];
  /** False once the process ended, however. */
  isAlive(): boolean;
  /** SIGKILL: as a crash or a power cut ends it. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ServiceOptions {
  /** A folder to start over; a new one when absent. */
  readonly dataDir?: string;
  /** The same port as before, so that clients find it again. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const started = performance.now();
  const address = { HOST: '127.0.0.1', PORT: String(options.port ?? 0), DATA_DIR: dataDir };
  // Test runners say that this is a test; an operator does not.
  const env = { ...process.env, NODE_ENV: undefined, ...address, ...options.env };
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code);
    }),
  );
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));

  const printed: string[] = [];
  const facts = new Map<string, string>();
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line);
      const [name = '', value = ''] = line.split(' ');
      facts.set(name, value);
      // All lines come in one write: when this tick ends they have been read.
      if (name === 'desk') setImmediate(resolve);
    });
    void exited.then((code) => reject(new Error(`The service ended with ${String(code)}:\n${log.join('\n')}`)));
  });
  await ready;
  return {
    url: (facts.get('chat') ?? '').replace(/\/$/, ''),
    signIn: facts.get('sign-in') ?? null,
    dataDir,
    startedIn: performance.now() - started,
    printed,
    log,
    isAlive: () => children.has(child),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

export async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sportello-service-'));
  folders.push(dataDir);
  return dataDir;
}

/** Ends and deletes what services of this test file left, whatever their tests came to. */
export async function removeDataDirs(): Promise<void> {
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

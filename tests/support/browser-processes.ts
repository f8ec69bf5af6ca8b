import { readdirSync, readFileSync } from 'node:fs';

/** Pids of the browser that runs on a profile, and of its renderers. Linux: read from /proc. */
export function browserProcesses(profile: string): { readonly main: readonly number[]; readonly renderers: readonly number[] } {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => commandOf(Number(name)));
  const main = all.filter(({ command }) => command.includes(profile) && !command.includes('--type='));
  const family = descendantsOf(
    main.map(({ pid }) => pid),
    all,
  );
  const renderers = all.filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer'));
  return { main: main.map(({ pid }) => pid), renderers: renderers.map(({ pid }) => pid) };
}

/** Pids of our own children whose command names this file. */
export function childProcesses(file: string): readonly number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = all.flatMap((name) => commandOf(Number(name)));
  return found.filter(({ parent, command }) => parent === process.pid && command.includes(file)).map(({ pid }) => pid);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function commandOf(pid: number): readonly Process[] {
  try {
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
    const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))?.[1]);
    return [{ pid, parent, command }];
  } catch {
    // It ended while we looked.
    return [];
  }
}

function descendantsOf(roots: readonly number[], all: readonly Process[]): ReadonlySet<number> {
  const found = new Set(roots);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return found;
}

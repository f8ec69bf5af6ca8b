import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a family of processes, in MB of 10^6 bytes: shared pages count once, split among those that share them (PSS). */
export interface FamilyMemory {
  readonly node: number;
  readonly chromium: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly isBrowser: boolean;
}

/** Of all that descends from a process, without itself. Linux: read from /proc. */
export function memoryBelow(root: number): FamilyMemory {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? read(Number(name)) : []));
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  const below = all.filter(({ pid }) => pid !== root && family.has(pid));
  const sum = (isBrowser: boolean): number =>
    below.filter((each) => each.isBrowser === isBrowser).reduce((total, { pid }) => total + sizeOf(pid), 0);
  return { node: sum(false), chromium: sum(true) };
}

function read(pid: number): readonly Process[] {
  try {
    const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))?.[1]);
    return [{ pid, parent, isBrowser: readFileSync(`/proc/${String(pid)}/comm`, 'utf8').startsWith('chrom') }];
  } catch {
    // It ended while we looked.
    return [];
  }
}

function sizeOf(pid: number): number {
  try {
    return (Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1_024) / 1e6;
  } catch {
    return 0;
  }
}

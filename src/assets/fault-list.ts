import type { Fault } from '../domain/assets.ts';

/** Collects the faults of one file. */
export interface FaultList {
  /** Path as people see it, from the folder's own name on: `content/answers/it/family-permit/en.md`. */
  readonly file: string;
  error(line: number, message: string): void;
  warn(line: number, message: string): void;
  /** Errors so far: a reader that saw the number grow leaves the thing out. */
  errors(): number;
}

/** A list for one file that also appends to the list of all files. */
export function faultList(file: string, all: Fault[]): FaultList {
  let errors = 0;
  const add = (level: Fault['level'], line: number, message: string): void => {
    if (level === 'error') errors += 1;
    all.push({ level, file, line, message });
  };
  return {
    file,
    error: (line, message) => add('error', line, message),
    warn: (line, message) => add('warning', line, message),
    errors: () => errors,
  };
}

/** By file, then line, then message: the same tree always gives the same list. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

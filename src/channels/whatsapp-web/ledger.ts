import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord, numberIn, textIn } from './fields.ts';
import { warmingMs } from './condition.ts';

/**
 * Most messages a day: far below what gets a number noticed, and lower while it is new. WhatsApp publishes no number for
 * personal accounts; these are ours.
 */
export const dailyCaps = {
  warming: { messages: 300, pills: 10 },
  usual: { messages: 1_500, pills: 60 },
} as const;

interface Pages {
  /** When this phone was linked, in milliseconds since 1970. */
  readonly linkedAt: number | null;
  /** ISO date (UTC) that the counts are of. */
  readonly day: string;
  readonly messages: number;
  readonly pills: number;
}

/** What was sent today, and since when the number is linked. Kept in a file: a restart must not start the day anew. */
export interface Ledger {
  linkedAt(): number | null;
  /** Counts from now on as newly linked. */
  linked(now: number): void;
  unlinked(): void;
  sent(kind: 'message' | 'pill', now: number): void;
  /** Milliseconds until one more of this kind may leave; 0: now. */
  waitFor(kind: 'message' | 'pill', now: number): number;
  /** Resolves when the file is as it should be. */
  settled(): Promise<void>;
}

export async function openLedger(folder: string): Promise<Ledger> {
  const path = join(folder, 'ledger.json');
  let pages = await read(path);
  let kept = pages;
  let writing: Promise<void> | null = null;
  /** Several changes during one writing are written together. */
  const write = async (): Promise<void> => {
    while (kept !== pages) {
      kept = pages;
      // A count that is not kept costs one message too many after a restart: no reason to send nothing.
      await keep(folder, path, JSON.stringify(kept)).catch(() => undefined);
    }
    writing = null;
  };
  const change = (next: Pages): void => {
    pages = next;
    writing ??= write();
  };
  const today = (now: number): Pages => {
    const day = dayOf(now);
    return pages.day === day ? pages : { ...pages, day, messages: 0, pills: 0 };
  };
  return {
    linkedAt: () => pages.linkedAt,
    linked: (now) => {
      if (pages.linkedAt === null) change({ ...pages, linkedAt: now });
    },
    unlinked: () => change({ ...pages, linkedAt: null }),
    sent: (kind, now) => {
      const before = today(now);
      change({ ...before, messages: before.messages + 1, pills: before.pills + (kind === 'pill' ? 1 : 0) });
    },
    waitFor: (kind, now) => {
      const { messages, pills, linkedAt } = today(now);
      const caps = linkedAt === null || now - linkedAt < warmingMs ? dailyCaps.warming : dailyCaps.usual;
      const isFull = messages >= caps.messages || (kind === 'pill' && pills >= caps.pills);
      return isFull ? Date.parse(dayOf(now)) + 86_400_000 - now : 0;
    },
    settled: () => writing ?? Promise.resolve(),
  };
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

const blank: Pages = { linkedAt: null, day: '', messages: 0, pills: 0 };

async function read(path: string): Promise<Pages> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isRecord(value)) return blank;
    const count = (name: string): number => numberIn(value, name) ?? 0;
    const day = textIn(value, 'day') ?? '';
    return { linkedAt: numberIn(value, 'linkedAt'), day, messages: count('messages'), pills: count('pills') };
  } catch {
    // The first start, or a file cut off by a lost power supply: the number counts as new, which is the careful side.
    return blank;
  }
}

async function keep(folder: string, path: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

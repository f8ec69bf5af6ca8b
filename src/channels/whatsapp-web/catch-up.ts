import { heardOf } from './heard.ts';
import type { HeardMessage } from './heard.ts';
import { isRecord, numberIn } from './fields.ts';
import { unreadInPage } from './page-scripts.ts';

export interface CatchUp {
  /** Looks now, and from then on every so often. */
  start(): void;
  /** Looks in a moment, however often it is asked. */
  soon(): void;
  /** A message that came with an event of its own. */
  hear(model: unknown): void;
  /** Stored: never told again. */
  keep(ids: readonly string[]): void;
}

export interface CatchUpParts {
  readonly everyMs: number;
  readonly look: (known: ReadonlySet<string>, script: typeof unreadInPage) => Promise<readonly unknown[]>;
  readonly hear: (messages: readonly HeardMessage[]) => Promise<void>;
}

/** Several chats' counters change at once: one look serves them all. */
const soonMs = 700;
/** Ids remembered; the inbox knows all the others for as long as it matters. */
const mostKept = 5_000;

/**
 * Tells of everything that nobody has read, whether an event announced it or not: what came while we were away raises
 * none. What is told is told again at the next look until it is stored.
 */
export function createCatchUp({ everyMs, look, hear }: CatchUpParts): CatchUp {
  const kept = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (isLooking) return;
    isLooking = true;
    try {
      const models = await look(kept, unreadInPage);
      const messages = models.flatMap((model) => heardOf(model) ?? []);
      if (messages.length > 0) await hear(messages);
    } catch {
      // The next look finds the same. A page that answers nothing any more is found by the parent's question for its state.
    } finally {
      isLooking = false;
      plan(everyMs);
    }
  };

  const plan = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
    timer.unref();
  };

  return {
    start: () => void run(),
    soon: () => plan(soonMs),
    hear: (model) => {
      const heard = heardOf(model);
      if (heard === null) return;
      const correctedAt = isRecord(model) ? numberIn(model, 'correctedAt') : null;
      void hear([correctedAt === null ? heard : { ...heard, correctedAt }]);
    },
    keep: (ids) => {
      for (const id of ids) kept.add(id);
      for (const id of kept) {
        if (kept.size <= mostKept) break;
        kept.delete(id);
      }
    },
  };
}

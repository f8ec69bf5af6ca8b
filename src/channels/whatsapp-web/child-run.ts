import { openConnection } from './connection.ts';
import type { Connection, StartChild } from './connection.ts';
import { banWords } from './condition.ts';
import type { ChildSettings, FromChild } from './protocol.ts';
import type { Timing } from './timing.ts';

/** How one run of the child ended. */
export interface End {
  readonly type: 'fault' | 'stale' | 'unlinked' | 'banned';
  readonly reason: string;
  /** Since when it had not worked, in milliseconds since 1970; absent: until now it did. */
  readonly since?: number;
}

/** One child process with the clocks that watch it. The first end counts. */
export interface ChildRun extends Connection {
  readonly ended: Promise<End>;
  finish(end: End): void;
  /** Ends the run after so many milliseconds in which nothing went on, unless something else is expected by then; null: nothing is. */
  expect(ms: number | null, end: End): void;
  /** From now on asks whether the page still answers, and tells the answer; `stable` once, when that went well for long. */
  watch(told: { readonly state: (state: string) => void; readonly stable: () => void }): void;
}

export interface RunParts {
  readonly settings: ChildSettings;
  readonly timing: Timing;
  readonly now: () => number;
  readonly startChild: StartChild;
}

export function startRun(
  { settings, timing, now, startChild }: RunParts,
  hear: (message: FromChild, run: ChildRun) => void,
): ChildRun {
  const { promise, resolve } = Promise.withResolvers<End>();
  const clocks: { limit?: NodeJS.Timeout; pings?: NodeJS.Timeout; stable?: NodeJS.Timeout } = {};
  let isOver = false;
  const finish = (end: End): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(clocks.limit);
    clearTimeout(clocks.stable);
    clearInterval(clocks.pings);
    void connection.stop().then(() => resolve(end));
  };
  const events = {
    message: (message: FromChild): void => {
      if (!isOver) hear(message, run);
    },
    end: () => finish({ type: 'fault', reason: 'the process ended' }),
  };
  const connection = openConnection(settings, events, startChild);
  const ping = async (state: (state: string) => void): Promise<void> => {
    const since = now();
    try {
      const told = await connection.call({ name: 'state' });
      if (told !== null && !isOver) state(told);
    } catch (error) {
      finish({ type: 'fault', reason: error instanceof Error ? error.message : String(error), since });
    }
  };
  /** A phone that is being linked, and a page that synchronises, take the time they take: that is no fault yet. */
  const expire = async (ms: number, end: End, patience: number): Promise<void> => {
    const state = await connection.call({ name: 'state' }).catch(() => null);
    if (isOver || state === null || !busyStates.has(state) || patience === 0) return finish(end);
    clocks.limit = setTimeout(() => void expire(ms, end, patience - 1), ms);
  };
  const run: ChildRun = {
    ...connection,
    ended: promise,
    finish,
    expect: (ms, end) => {
      clearTimeout(clocks.limit);
      if (ms !== null && !isOver) clocks.limit = setTimeout(() => void expire(ms, end, mostPatience), ms);
    },
    watch: ({ state, stable }) => {
      if (isOver) return;
      clearInterval(clocks.pings);
      clearTimeout(clocks.stable);
      clocks.pings = setInterval(() => void ping(state), timing.pingMs);
      clocks.stable = setTimeout(stable, timing.stableMs);
    },
  };
  run.expect(timing.startMs * 2 + 2_000, { type: 'fault', reason: 'it did not start in time' });
  return run;
}

/** Words of WhatsApp's for work that goes on. Source: the library's `WAState`. */
const busyStates: ReadonlySet<string> = new Set(['OPENING', 'PAIRING', 'CONNECTED']);
/** So many times over a limit is extended for it. */
const mostPatience = 4;

/** What the library's last word means. Source of the words: `WAState`, and the library's own `LOGOUT`. */
export function endOf(word: string): End {
  if (banWords.has(word)) return { type: 'banned', reason: word };
  const isUnlinked = ['LOGOUT', 'UNPAIRED', 'UNPAIRED_IDLE'].includes(word) || word.startsWith('AUTH_FAILURE');
  return isUnlinked ? { type: 'unlinked', reason: word } : { type: 'fault', reason: `WhatsApp says ${word}` };
}

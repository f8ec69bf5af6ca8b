import type { Timer, TimerType } from '../domain/timer.ts';
import type { Logger } from '../ports/logger.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** What to do when a timer of a type fires. It must `take` the timer in its own commit, so that it fires once. */
export type TimerHandlers = Readonly<Record<TimerType, (timer: Timer) => Promise<void>>>;

export interface Timers {
  /** Fires everything that is due. */
  fire(): Promise<void>;
  /** Milliseconds until there is something to fire, at most `longest`. */
  pause(longest: number): Promise<number>;
}

const batchSize = 100;

export function createTimers(parts: {
  readonly store: Store;
  readonly universe: Universe;
  readonly logger: Logger;
  readonly handlers: TimerHandlers;
}): Timers {
  const { store, universe, logger, handlers } = parts;

  const fire = async (): Promise<void> => {
    const failed = new Set<string>();
    for (let due = await dueNow(failed); due.length > 0; due = await dueNow(failed)) {
      for (const timer of due) await fireOne(timer, failed);
    }
  };

  const dueNow = async (failed: ReadonlySet<string>): Promise<readonly Timer[]> => {
    const due = await store.read(({ timers }) => timers.due(universe.now(), batchSize + failed.size));
    return due.filter(({ id }) => !failed.has(id));
  };

  // One that fails stays in the table for the next beat and holds nobody else up.
  const fireOne = async (timer: Timer, failed: Set<string>): Promise<void> => {
    try {
      await handlers[timer.type](timer);
    } catch (error) {
      failed.add(timer.id);
      logger.error('timer failed', { type: timer.type, timer: timer.id, reason: String(error) });
    }
  };

  const pause = async (longest: number): Promise<number> => {
    const next = await store.read(({ timers }) => timers.next());
    return next === null ? longest : Math.min(Math.max(next - universe.now(), 0), longest);
  };

  return { fire, pause };
}

import type { Logger } from '../ports/logger.ts';

/** Repeats a piece of work: after a pause, or at once when woken, and never twice at the same time. */
export interface Heartbeat {
  start(): void;
  wake(): void;
  /** No further beat; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export interface HeartbeatOptions {
  readonly name: string;
  /** The work. Its failure is logged and the next beat comes as planned. */
  readonly beat: () => Promise<void>;
  /** Milliseconds to the next beat, asked after each one. */
  readonly pause: () => Promise<number>;
  readonly logger: Logger;
}

/** Pause after a beat or a question for the pause has failed. */
const faultPauseMs = 1_000;

type Phase = 'stopped' | 'resting' | 'beating' | 'woken-while-beating';

export function createHeartbeat({ name, beat, pause, logger }: HeartbeatOptions): Heartbeat {
  let phase: Phase = 'stopped';
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    phase = 'beating';
    try {
      await beat();
      rest(await pause());
    } catch (error) {
      logger.error(`${name} failed`, { reason: error instanceof Error ? error.message : String(error) });
      rest(faultPauseMs);
    }
  };

  const rest = (ms: number): void => {
    if (phase === 'stopped') return;
    const isWoken = phase === 'woken-while-beating';
    phase = 'resting';
    timer = setTimeout(go, isWoken ? 0 : Math.max(ms, 0));
    timer.unref();
  };

  const go = (): void => {
    running = run();
  };

  return {
    start: go,
    wake: () => {
      if (phase === 'resting') go();
      else if (phase === 'beating') phase = 'woken-while-beating';
    },
    stop: () => {
      phase = 'stopped';
      clearTimeout(timer);
      return running;
    },
  };
}

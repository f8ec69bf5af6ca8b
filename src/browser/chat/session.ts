import type { Activity } from '../../domain/activity.ts';
import { call, Refused } from './direct-line.ts';
import type { Memory } from './memory.ts';

/** Activities and how far they go, as Direct Line hands them out. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark?: string;
}

/** What `POST /chat/start` answers. */
interface Started {
  readonly token: string;
  readonly conversationId: string;
  readonly user: string;
  readonly streamUrl: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly visitor: string;
  /** What was said so far: the last hundred activities at most. */
  readonly greeting: ActivitySet;
}

export interface Seat {
  readonly conversationId: string;
  readonly user: string;
  readonly streamUrl: string;
  readonly token: string;
  readonly expiresAt: number;
}

export interface SessionParts {
  readonly origin: string;
  readonly memory: Memory;
  /** The person's language as a BCP 47 tag. */
  readonly locale: () => string;
  /** Called with the transcript whenever the service let us in, before anyone who waits for the seat goes on. */
  readonly onStarted: (seat: Seat, set: ActivitySet) => void;
}

export interface Session {
  /** Starts the conversation, or takes it up again. One at a time: callers share it. */
  start(): Promise<Seat>;
  /** Runs with a token that is good; a refused one is replaced once. */
  use<T>(run: (seat: Seat) => Promise<T>): Promise<T>;
}

/** A token with less left is renewed before it is used. */
const renewBeforeMs = 5 * 60_000;
/** The token is too old, for something else, or the conversation is gone: start again. */
const staleStatuses = new Set([401, 403, 404]);

export function createSession(parts: SessionParts): Session {
  let seat: Seat | null = null;
  let starting: Promise<Seat> | null = null;

  const begin = async (): Promise<Seat> => {
    const started = await requestStart(parts);
    const { token, conversationId, user, streamUrl, expiresIn } = started;
    seat = { token, conversationId, user, streamUrl, expiresAt: Date.now() + expiresIn * 1000 };
    parts.onStarted(seat, started.greeting);
    return seat;
  };

  const start = (): Promise<Seat> => {
    starting ??= begin().finally(() => {
      starting = null;
    });
    return starting;
  };

  const fresh = async (): Promise<Seat> => {
    if (seat === null) return start();
    const left = seat.expiresAt - Date.now();
    if (left > renewBeforeMs) return seat;
    if (left <= 0) return start();
    const url = `${parts.origin}/v3/directline/tokens/refresh`;
    const renewed = await call<{ token: string; expires_in: number }>(url, { token: seat.token });
    seat = { ...seat, token: renewed.token, expiresAt: Date.now() + renewed.expires_in * 1000 };
    return seat;
  };

  const use = async <T>(run: (seat: Seat) => Promise<T>): Promise<T> => {
    try {
      return await run(await fresh());
    } catch (error) {
      if (!(error instanceof Refused) || !staleStatuses.has(error.status)) throw error;
      return await run(await start());
    }
  };

  return { start, use };
}

/** Nothing is awaited before the first call leaves: on a slow phone it must not wait for what is drawn meanwhile. */
async function requestStart({ origin, memory, locale }: SessionParts): Promise<Started> {
  const ask = (visitor: string | null): Promise<Started> =>
    call<Started>(`${origin}/chat/start`, { body: { locale: locale(), ...(visitor === null ? {} : { visitor }) } });
  const before = memory.get('visitor');
  const started = await ask(before);
  return alone(async () => {
    const meanwhile = memory.get('visitor');
    // Two tabs opened at once must not become two visitors: the one that was slower joins the other.
    const joined = meanwhile === before ? started : await ask(meanwhile);
    memory.set('visitor', joined.visitor);
    return joined;
  });
}

/** One tab after the other, so that none decides on what another is just changing. Pages without TLS have no locks. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { readonly locks?: LockManager };
  return locks === undefined ? work() : locks.request('sportello-visitor', work);
}

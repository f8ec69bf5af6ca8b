import { fork } from 'node:child_process';
import { join } from 'node:path';
import { SportelloError } from '../../domain/errors.ts';
import { limitOf, readFromChild } from './protocol.ts';
import type { Call, ChildSettings, FromChild, ToChild } from './protocol.ts';
import { TookTooLong, withLimit } from './with-limit.ts';

/** One run of the child process, from its start to its end. */
export interface Connection {
  /** Resolves with what the library returned. Rejects as `Channel.send` may: `send-failed` or `send-unknown`. */
  call(call: Call): Promise<string | null>;
  keep(ids: readonly string[]): void;
  /** Asks it to end in good order; resolves when it has ended, by force if need be. */
  stop(): Promise<void>;
}

export interface ConnectionEvents {
  readonly message: (message: FromChild) => void;
  /** The process has ended; called once. */
  readonly end: () => void;
}

/** For the way there and back, beyond the child's own limit, in milliseconds. */
const wayMs = 1_000;
/** What a browser needs to find its fonts and libraries. Nothing else is handed on: no token, no database's address. */
const inherited = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'LD_LIBRARY_PATH', 'CHROMIUM_FLAGS', 'FONTCONFIG_PATH'];

/** As much of a process as is used. */
export interface Child {
  readonly connected: boolean;
  send(message: ToChild, done: () => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit' | 'error', listener: () => void): unknown;
  kill(signal: 'SIGKILL'): unknown;
}
export type StartChild = (settings: ChildSettings) => Child;

/** A process of its own for the library. */
export const forkChild: StartChild = ({ sessionFolder }) =>
  fork(join(import.meta.dirname, 'child.ts'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...environment(), HOME: sessionFolder },
  });

export function openConnection(settings: ChildSettings, events: ConnectionEvents, start: StartChild): Connection {
  const child = start(settings);
  const waiting = new Map<number, (answer: FromChild | null) => void>();
  let count = 0;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const tell = (message: ToChild): void => {
    // A child that is gone tells so by ending: what was meant for it is answered then.
    if (child.connected) child.send(message, () => undefined);
  };

  child.on('message', (raw) => {
    const message = readFromChild(raw);
    if (message === null) return;
    if (message.type === 'result' || message.type === 'failed') waiting.get(message.id)?.(message);
    else events.message(message);
  });
  const settle = (): void => {
    for (const answer of waiting.values()) answer(null);
    events.end();
  };
  void ended.then(settle);
  tell({ type: 'start', settings });

  return {
    call: async (call) => {
      if (!child.connected) throw new SportelloError('send-failed', 'WhatsApp is not connected.');
      const id = ++count;
      const answered = new Promise<FromChild | null>((resolve) => waiting.set(id, resolve));
      tell({ type: 'call', id, call });
      try {
        // The child has its own limit; this one is for a child that hangs itself.
        return valueOf(await withLimit(answered, limitOf(call, settings) + wayMs, call.name));
      } catch (error) {
        if (error instanceof TookTooLong) throw new SportelloError('send-unknown', error.message);
        throw error;
      } finally {
        waiting.delete(id);
      }
    },
    keep: (ids) => tell({ type: 'kept', ids }),
    stop: async () => {
      tell({ type: 'stop' });
      await withLimit(ended, settings.closeMs + wayMs, 'stop').catch(() => child.kill('SIGKILL'));
      await ended;
    },
  };
}

function valueOf(answer: FromChild | null): string | null {
  if (answer?.type === 'result') return answer.value;
  if (answer?.type === 'failed') throw new SportelloError(answer.isUnsent ? 'send-failed' : 'send-unknown', answer.reason);
  throw new SportelloError('send-unknown', 'The connection to WhatsApp ended meanwhile.');
}

function environment(): Record<string, string> {
  return Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

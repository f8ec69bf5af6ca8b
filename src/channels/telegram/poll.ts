import { GrammyError } from 'grammy';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../ports/logger.ts';
import { askedToWait, isTokenRefused, pollSeconds, reasonOf } from './bot-api.ts';

export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const batchSize = 100;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** After a quiet week Telegram begins a new series of numbers, which may be lower. Source: the Bot API, `Update`. */
const seriesMs = 6 * 86_400_000;

export interface PollParts {
  readonly api: Api;
  readonly logger: Logger;
  readonly now: () => number;
  /** Stores; a rejection leaves the updates unconfirmed, and they come again. */
  readonly take: (updates: readonly Update[]) => Promise<void>;
  /** Something failed, for the how manieth time in a row. */
  readonly onFault: (error: unknown, failures: number) => void;
  readonly onWell: () => void;
}

/**
 * Asks for updates until it is told to stop: one held request at a time, whose number confirms what was stored before it.
 * Throws where the token is refused.
 */
export async function poll({ api, logger, now, take, onFault, onWell }: PollParts, signal: AbortSignal): Promise<void> {
  let next: number | null = null;
  let heardAt = now();
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (now() - heardAt > seriesMs) next = null;
      // After a fault nothing is held: whether all is well again is to be known at once.
      const updates: readonly Update[] = await getUpdates(api, next, failures === 0 ? pollSeconds : 0, signal);
      await take(updates);
      if (updates.length > 0) {
        next = Math.max(...updates.map(({ update_id: id }) => id)) + 1;
        heardAt = now();
      }
      failures = 0;
      onWell();
    } catch (error) {
      if (signal.aborted || isTokenRefused(error)) throw error;
      failures++;
      if (failures === 1) logger.warn(faultOf(error), { reason: reasonOf(error) });
      onFault(error, failures);
      await rest(askedToWait(error) ?? backoff(failures), signal);
    }
  }
}

function getUpdates(api: Api, next: number | null, seconds: number, signal: AbortSignal): Promise<Update[]> {
  const offset = next === null ? {} : { offset: next };
  const options = { ...offset, timeout: seconds, limit: batchSize, allowed_updates: wantedUpdates };
  return api.getUpdates(options, signal as Parameters<Api['getUpdates']>[1]);
}

function faultOf(error: unknown): string {
  const isShared = error instanceof GrammyError && error.error_code === 409;
  return isShared ? 'telegram is polled by another program, too' : 'telegram updates not fetched';
}

/** Half a second, doubling to half a minute. */
export function backoff(failures: number): number {
  return Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
}

/** Resolves early when there is nothing left to wait for. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

import { Api, GrammyError, HttpError } from 'grammy';
import { SportelloError } from '../../domain/errors.ts';

/** Longest one call may take, below the time after which the outbox gives up on a send. */
const callSeconds = 20;
/** How long Telegram holds a poll open when there is nothing new. */
export const pollSeconds = 30;

/** `calls` for everything but polls, which are held and so need more time. */
export interface BotApi {
  readonly calls: Api;
  readonly polls: Api;
}

export function createBotApi(token: string, apiRoot: string | null): BotApi {
  const root = apiRoot === null ? {} : { apiRoot };
  return {
    calls: new Api(token, { ...root, timeoutSeconds: callSeconds }),
    polls: new Api(token, { ...root, timeoutSeconds: pollSeconds + callSeconds }),
  };
}

/** Telegram does not know the token: nothing goes through until the operator corrects it. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

/** Milliseconds that Telegram asked to wait; null where it did not. */
export function askedToWait(error: unknown): number | null {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return null;
  return (error.parameters.retry_after ?? 1) * 1_000;
}

/** The person blocked the bot, left, or deleted the account. */
export function isBlocked(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 403;
}

/** What went wrong, without token and without a person's words. */
export function reasonOf(error: unknown): string {
  if (error instanceof GrammyError) return `Telegram answered ${String(error.error_code)}: ${error.description}`;
  if (error instanceof HttpError) return `Telegram can't be reached (${codeOf(error.error) ?? 'no answer'})`;
  return error instanceof Error ? error.message : String(error);
}

/** Messages wait this long where the token is not accepted: a new one means a restart. */
const tokenPauseMs = 60_000;
/** Faults before a connection stood: nothing can have arrived. Source: Node's system errors. */
const unconnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** A failed call as the outbox understands it. */
export function toSendError(error: unknown): SportelloError {
  if (error instanceof SportelloError) return error;
  const reason = reasonOf(error);
  const wait = isTokenRefused(error) ? tokenPauseMs : askedToWait(error);
  if (wait !== null) return new SportelloError('send-failed', reason, { retryAfterMs: wait });
  if (error instanceof GrammyError) {
    return new SportelloError(error.error_code >= 500 ? 'send-failed' : 'send-refused', reason);
  }
  const isUnsent = !(error instanceof HttpError) || unconnected.has(codeOf(error.error) ?? '');
  return new SportelloError(isUnsent ? 'send-failed' : 'send-unknown', reason);
}

function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

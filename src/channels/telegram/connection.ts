import { GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../../ports/logger.ts';
import type { HealthKeeper } from '../health.ts';
import { askedToWait, isTokenRefused, reasonOf } from './bot-api.ts';
import type { BotApi } from './bot-api.ts';
import { backoff, poll, rest, wantedUpdates } from './poll.ts';
import { webhookPath } from './webhook.ts';

export interface ConnectionParts {
  readonly api: BotApi;
  readonly health: HealthKeeper;
  readonly logger: Logger;
  readonly now: () => number;
  readonly take: (updates: readonly Update[]) => Promise<void>;
  /** Telegram said who the bot is. */
  readonly onName: (username: string) => void;
  /** Null: updates are polled. */
  readonly webhookSecret: string | null;
  readonly publicUrl: string | null;
  /** Milliseconds between two looks at a token that was refused, and at a webhook. */
  readonly lookMs: number;
}

/** Faults in a row after which a line that worked counts as down. */
const downAfter = 3;

/** Keeps the bot connected until it is told to stop, and its health true. A token that was refused is tried again, slowly. */
export async function keepConnected(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await connect(parts, signal);
    } catch (error) {
      if (signal.aborted) return;
      parts.logger.warn('telegram refuses', { reason: reasonOf(error) });
      noteRefusal(parts.health, error);
    }
    await rest(parts.lookMs, signal);
  }
}

/** Says in the channel's health that Telegram refused a call for good; nothing where the error is of another kind. */
export function noteRefusal(health: HealthKeeper, error: unknown): void {
  if (isTokenRefused(error)) {
    health.become('needs-a-person', { reason: 'token-refused', params: { setting: 'TELEGRAM_BOT_TOKEN' } });
  } else if (error instanceof GrammyError && error.method === 'setWebhook') {
    health.become('needs-a-person', { reason: 'webhook-refused', params: { answer: error.description } });
  }
}

/** Throws what Telegram refuses. */
async function connect(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  const { api, health, logger, now, take, webhookSecret } = parts;
  const { username } = await insist(parts, () => api.calls.getMe(), signal);
  parts.onName(username);
  if (webhookSecret !== null) return holdWebhook(parts, webhookSecret, signal);
  await insist(parts, () => api.calls.deleteWebhook(), signal);
  health.become('healthy');
  const onFault = (error: unknown, failures: number): void => noteFault(health, error, failures);
  await poll({ api: api.polls, logger, now, take, onFault, onWell: () => health.become('healthy') }, signal);
}

async function holdWebhook(parts: ConnectionParts, secret: string, signal: AbortSignal): Promise<void> {
  const { api, health, publicUrl, lookMs } = parts;
  if (publicUrl === null)
    return health.become('needs-a-person', { reason: 'setting-missing', params: { setting: 'PUBLIC_URL' } });
  const settings = { secret_token: secret, allowed_updates: wantedUpdates };
  await insist(parts, () => api.calls.setWebhook(publicUrl + webhookPath, settings), signal);
  while (!signal.aborted) {
    health.become('healthy');
    await rest(lookMs, signal);
    // Nothing else would tell a bot that is only called that its token was taken back.
    if (!signal.aborted) await insist(parts, () => api.calls.getMe(), signal);
  }
}

function noteFault(health: HealthKeeper, error: unknown, failures: number): void {
  if (askedToWait(error) !== null) return;
  if (error instanceof GrammyError && error.error_code === 409) health.become('degraded', { reason: 'polled-elsewhere' });
  else if (error instanceof GrammyError || error instanceof HttpError) {
    const isDown = failures >= downAfter || health.current().state === 'down';
    health.become(isDown ? 'down' : 'degraded', { reason: 'unreachable' });
  }
}

/** Tries until Telegram answers, whatever that is: a refusal is thrown, a lost connection tried again. */
async function insist<T>({ health, logger }: ConnectionParts, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      if (failures === 1) logger.warn('telegram is waited for', { reason: reasonOf(error) });
      noteFault(health, error, downAfter);
      await rest(askedToWait(error) ?? backoff(failures), signal);
    }
  }
}

/** Faults of the line, of Telegram's servers, and requests to slow down. */
function isPassing(error: unknown): boolean {
  return !(error instanceof GrammyError) || error.error_code >= 500 || error.error_code === 429;
}

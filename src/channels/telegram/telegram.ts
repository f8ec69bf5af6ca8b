import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { SportelloError } from '../../domain/errors.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { askedToWait, createBotApi, isTokenRefused, reasonOf } from './bot-api.ts';
import { createChats } from './chats.ts';
import { setCommands } from './commands.ts';
import type { Say } from './commands.ts';
import { backoff, poll, rest, wantedUpdates } from './poll.ts';
import { sendMessage } from './send-message.ts';
import { takeUpdates } from './take-updates.ts';
import { leaving } from './to-inbound.ts';
import { webhookPath, webhookRoute } from './webhook.ts';

export interface TelegramOptions {
  readonly inbox: Inbox;
  readonly universe: Universe;
  readonly logger: Logger;
  /** From @BotFather; null: the channel is off. */
  readonly token: string | null;
  /** Null: Telegram's own. */
  readonly apiRoot: string | null;
  /** Null: updates are polled. */
  readonly webhookSecret: string | null;
  /** Where Telegram reaches us for the webhook. */
  readonly publicUrl: string | null;
  readonly languages: () => readonly string[];
  readonly say: Say;
}

/** A push channel over the Bot API. Without a token, or with a wrong one, it alone is down. */
export function createTelegram(options: TelegramOptions): Channel {
  const { token, logger } = options;
  if (token !== null) return createLive(options, token);
  return {
    capabilities: channelCapabilities.telegram,
    delivery: 'push',
    routes: [],
    start: () => Promise.resolve(logger.info('telegram is off: TELEGRAM_BOT_TOKEN is not set')),
    stop: () => Promise.resolve(),
    send: () => Promise.reject(new SportelloError('send-failed', 'Telegram is off.', { retryAfterMs: offPauseMs })),
  };
}

/** Messages wait for the token to come back this long between two looks. */
const offPauseMs = 600_000;

function createLive(options: TelegramOptions, token: string): Channel {
  const { inbox, universe, logger, apiRoot, webhookSecret, languages } = options;
  const { now } = universe;
  const api = createBotApi(token, apiRoot);
  const chats = createChats();
  const botId = token.split(':')[0] ?? token;
  const stopping = new AbortController();
  const me: { username: string | null } = { username: null };
  const reader = () => ({ botId, username: me.username, languages: languages() });
  const take = (updates: readonly Update[]): Promise<void> =>
    takeUpdates({ api: api.calls, inbox, chats, logger, now, reader }, updates);
  let running = Promise.resolve();

  const run = async (): Promise<void> => {
    const { signal } = stopping;
    try {
      const { username } = await insist(() => api.calls.getMe(), logger, signal);
      me.username = username;
      void setCommands(api.calls, languages(), options.say, logger, signal);
      if (webhookSecret === null) {
        await insist(() => api.calls.deleteWebhook(), logger, signal);
        logger.info('telegram is on', { bot: username, updates: 'polling' });
        await poll({ api: api.polls, logger, now, take }, signal);
      } else await register(webhookSecret, username);
    } catch (error) {
      if (signal.aborted) return;
      const what = isTokenRefused(error) ? 'telegram is down: TELEGRAM_BOT_TOKEN is not accepted' : 'telegram is down';
      logger.error(what, { reason: reasonOf(error) });
    }
  };

  const register = async (secret: string, bot: string): Promise<void> => {
    if (options.publicUrl === null) {
      logger.warn(`telegram needs PUBLIC_URL to register its webhook; until then nothing is posted to ${webhookPath}`);
      return;
    }
    const url = options.publicUrl + webhookPath;
    const settings = { secret_token: secret, allowed_updates: wantedUpdates };
    await insist(() => api.calls.setWebhook(url, settings), logger, stopping.signal);
    logger.info('telegram is on', { bot, updates: 'webhook' });
  };

  const onGone = async ({ address, id }: OutboxMessage): Promise<void> => {
    await inbox.receive([leaving(address, `${botId}:gone:${id}`)]);
  };

  return {
    capabilities: channelCapabilities.telegram,
    delivery: 'push',
    routes: webhookSecret === null ? [] : [webhookRoute(webhookSecret, take)],
    start: () => {
      running = run();
      return Promise.resolve();
    },
    stop: () => {
      stopping.abort();
      return running;
    },
    send: (message) => sendMessage({ api: api.calls, chats, now, onGone }, message),
  };
}

/** Tries until Telegram answers, whatever that is: a refusal is thrown, a lost connection tried again. */
async function insist<T>(call: () => Promise<T>, logger: Logger, signal: AbortSignal): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      if (failures === 1) logger.warn('telegram is waited for', { reason: reasonOf(error) });
      await rest(askedToWait(error) ?? backoff(failures), signal);
    }
  }
}

/** Faults of the line, of Telegram's servers, and requests to slow down. */
function isPassing(error: unknown): boolean {
  return !(error instanceof GrammyError) || error.error_code >= 500 || error.error_code === 429;
}

import type { Update } from 'grammy/types';
import { SportelloError } from '../../domain/errors.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { MentorDoor } from '../../ports/mentor-chats.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { createHealth } from '../health.ts';
import { createBotApi } from './bot-api.ts';
import { createChats } from './chats.ts';
import { setCommands } from './commands.ts';
import type { Say } from './commands.ts';
import { createMediaFetch } from './fetch-media.ts';
import { keepConnected, noteRefusal } from './connection.ts';
import { createMentorLine } from './mentor-line.ts';
import { sendMessage } from './send-message.ts';
import { takeUpdates } from './take-updates.ts';
import { leaving, linkPrefix } from './to-inbound.ts';
import { webhookRoute } from './webhook.ts';

export interface TelegramOptions {
  readonly inbox: Inbox;
  readonly mentors: MentorDoor;
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
  readonly openMedia: OpenMedia;
  readonly languages: () => readonly string[];
  readonly say: Say;
  /** Milliseconds between two looks at a token that was refused. Default: 30,000. */
  readonly lookMs?: number;
}

/** A push channel over the Bot API. Without a token, or with a wrong one, it alone is down. */
export function createTelegram(options: TelegramOptions): Channel {
  const { token, universe } = options;
  if (token !== null) return createLive(options, token);
  return {
    capabilities: channelCapabilities.telegram,
    delivery: 'push',
    health: createHealth(universe.now, 'off', { reason: 'setting-missing', params: { setting: 'TELEGRAM_BOT_TOKEN' } }),
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: () => Promise.reject(new SportelloError('send-failed', 'Telegram is off.', { retryAfterMs: offPauseMs })),
  };
}

/** Messages wait for the token to come back this long between two looks. */
const offPauseMs = 600_000;
const defaultLookMs = 30_000;

function createLive(options: TelegramOptions, token: string): Channel {
  const { inbox, mentors, universe, logger, apiRoot, webhookSecret, publicUrl, languages, lookMs = defaultLookMs } = options;
  const { now } = universe;
  const api = createBotApi(token, apiRoot);
  const chats = createChats();
  const health = createHealth(now, 'starting');
  const botId = token.split(':')[0] ?? token;
  const stopping = new AbortController();
  const { signal } = stopping;
  const me: { username: string | null } = { username: null };
  const reader = () => ({ botId, username: me.username, languages: languages() });
  const take = (updates: readonly Update[]): Promise<void> =>
    takeUpdates({ api: api.calls, inbox, mentors, chats, logger, now, reader }, updates);
  let running = Promise.resolve();

  const onName = (username: string): void => {
    me.username = username;
    void setCommands(api.calls, languages(), options.say, logger, signal);
  };

  const onGone = async ({ address, id }: OutboxMessage): Promise<void> => {
    await inbox.receive([leaving(address, `${botId}:gone:${id}`)]);
  };

  const onFault = (error: unknown): void => noteRefusal(health, error);

  return {
    capabilities: channelCapabilities.telegram,
    delivery: 'push',
    health,
    mentorLine: createMentorLine({ api: api.calls, chats, now, username: () => me.username }),
    reach: (code) => (me.username === null ? null : `https://t.me/${me.username}?start=${linkPrefix}${code.replace('-', '')}`),
    routes: webhookSecret === null ? [] : [webhookRoute(webhookSecret, take)],
    start: () => {
      running = keepConnected({ api, health, logger, now, take, onName, webhookSecret, publicUrl, lookMs }, signal);
      return Promise.resolve();
    },
    stop: () => {
      stopping.abort();
      return running;
    },
    send: (message) => sendMessage({ api: api.calls, chats, now, onGone, onFault, openMedia: options.openMedia }, message),
    fetchMedia: createMediaFetch(api.calls, token, apiRoot),
  };
}

import type { OutboxMessage } from '../../domain/outbox.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { createHealth } from '../health.ts';
import { createCloud } from './cloud.ts';
import type { Authentication } from './cloud.ts';
import { createMediaFetch } from './fetch-media.ts';
import { messagesRoute } from './messages-route.ts';
import { createPlaces } from './places.ts';
import { sendMessage } from './send-message.ts';
import type { BotFrameworkSettings } from './settings.ts';

export interface BotFrameworkOptions extends BotFrameworkSettings {
  readonly inbox: Inbox;
  readonly correspondence: Pick<Correspondence, 'keepPlace' | 'placeOf'>;
  /** Null: no files are sent. */
  readonly openMedia: OpenMedia | null;
  readonly universe: Universe;
  readonly logger: Logger;
  /** In place of Microsoft's servers, for tests. */
  readonly authentication?: Authentication;
}

/** Messages wait for the settings to come back this long between two looks. */
const offPauseMs = 600_000;

/**
 * Teams, the Emulator and every channel of Azure Bot Service. `botbuilder` checks who calls and carries what we say; what is
 * said comes from the outbox alone. Off without an id, unless the Emulator is welcome, and then on this machine only.
 */
export function createBotFramework(options: BotFrameworkOptions): Channel {
  const missing = missingSetting(options);
  return missing === null ? createOpen(options) : createClosed(options, missing);
}

function missingSetting({ appId, appPassword, isEmulatorWelcome }: BotFrameworkSettings): string | null {
  if (appId === null) return isEmulatorWelcome ? null : 'MICROSOFT_APP_ID';
  return appPassword === null ? 'MICROSOFT_APP_PASSWORD' : null;
}

function createClosed({ universe }: BotFrameworkOptions, setting: string): Channel {
  return {
    capabilities: channelCapabilities['bot-framework'],
    delivery: 'push',
    health: createHealth(universe.now, 'off', { reason: 'setting-missing', params: { setting } }),
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: () => Promise.reject(new SportelloError('send-failed', 'Bot Framework is off.', { retryAfterMs: offPauseMs })),
  };
}

function createOpen(options: BotFrameworkOptions): Channel {
  const { inbox, universe, logger, appId, correspondence, openMedia } = options;
  const health = createHealth(universe.now, 'starting');
  const cloud = createCloud(options);
  const places = createPlaces(correspondence);
  const stopping = new AbortController();
  let checking = Promise.resolve();
  const parts = { cloud, places, inbox, logger, health, openMedia, now: universe.now, isLocalOnly: appId === null };
  return {
    capabilities: channelCapabilities['bot-framework'],
    delivery: 'push',
    health,
    routes: [messagesRoute(parts)],
    start: () => {
      checking = cloud.keepChecked(health, logger, stopping.signal);
      return Promise.resolve();
    },
    stop: () => {
      stopping.abort();
      return checking;
    },
    send: (message: OutboxMessage) => sendMessage(parts, message),
    fetchMedia: createMediaFetch(cloud),
  };
}

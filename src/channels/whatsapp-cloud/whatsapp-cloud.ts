import { SportelloError } from '../../domain/errors.ts';
import type { MessageTemplate } from '../../domain/message-template.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Correspondence } from '../../ports/correspondence.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Universe } from '../../ports/universe.ts';
import { channelCapabilities } from '../capabilities.ts';
import { createHealth } from '../health.ts';
import { whatsappLink } from '../whatsapp-link.ts';
import { createChats } from './chats.ts';
import { createCondition } from './condition.ts';
import { keepLooking } from './connection.ts';
import type { Wording } from './from-activity.ts';
import { createGraph, graphRoot } from './graph-api.ts';
import type { OpenMedia } from '../../ports/media.ts';
import { fetchMedia } from './media.ts';
import { createPace } from './pace.ts';
import { leaving } from './people.ts';
import { reportMs } from './send-error.ts';
import { sendMessage } from './send-message.ts';
import { takeWebhook } from './take-webhook.ts';
import { webhookPath, webhookRoutes } from './webhook.ts';

/** As the operator sets them; null: not set. */
export interface CloudSettings {
  readonly token: string | null;
  readonly phoneId: string | null;
  readonly appSecret: string | null;
  readonly verifyToken: string | null;
  /** Another Graph server, with its version; null: Meta's. */
  readonly graphRoot: string | null;
}

export interface CloudOptions extends CloudSettings {
  readonly inbox: Inbox;
  readonly correspondence: Correspondence;
  readonly universe: Universe;
  readonly logger: Logger;
  /** Where Meta reaches us; null: the operator must put it in front of the path. */
  readonly publicUrl: string | null;
  readonly wording: Wording;
  readonly templates: () => readonly MessageTemplate[];
  /** Null: no files are sent. */
  readonly openMedia: OpenMedia | null;
  /** Milliseconds between two looks whether Meta still knows us. Default: 60,000. */
  readonly lookMs?: number;
}

/** What the channel needs before it starts, by the name of the setting. */
interface Needed {
  readonly token: string;
  readonly phoneId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** A push channel over WhatsApp's Cloud API. Without its settings, or with a token that is not accepted, it alone is down. */
export function createWhatsAppCloud(options: CloudOptions): Channel {
  const { token, phoneId, appSecret, verifyToken, universe } = options;
  if (token !== null && phoneId !== null && appSecret !== null && verifyToken !== null) {
    return createLive(options, { token, phoneId, appSecret, verifyToken });
  }
  return {
    capabilities: channelCapabilities['whatsapp-cloud'],
    delivery: 'push',
    health: createHealth(universe.now, 'off', {
      reason: 'setting-missing',
      params: { setting: lackingIn(options).join(', ') },
    }),
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: () => Promise.reject(new SportelloError('send-failed', 'WhatsApp is off.', { retryAfterMs: offPauseMs })),
  };
}

/** Messages wait for the settings to come back this long between two looks. */
const offPauseMs = 600_000;
const defaultLookMs = 60_000;

const settingNames = {
  token: 'WHATSAPP_CLOUD_TOKEN',
  phoneId: 'WHATSAPP_CLOUD_PHONE_ID',
  appSecret: 'WHATSAPP_CLOUD_APP_SECRET',
  verifyToken: 'WHATSAPP_CLOUD_VERIFY_TOKEN',
} as const satisfies Readonly<Record<keyof Needed, string>>;

function lackingIn(settings: CloudSettings): readonly string[] {
  return (Object.keys(settingNames) as (keyof Needed)[]).filter((key) => settings[key] === null).map((key) => settingNames[key]);
}

function createLive(options: CloudOptions, needed: Needed): Channel {
  const { inbox, correspondence, universe, logger, publicUrl, lookMs = defaultLookMs } = options;
  const { phoneId } = needed;
  const graph = createGraph(options.graphRoot ?? graphRoot, needed.token);
  const health = createHealth(universe.now, 'starting');
  const condition = createCondition(health, logger);
  const shared = { graph, phoneId, correspondence, condition, chats: createChats(), pace: createPace(), now: universe.now };
  const stopping = new AbortController();
  let looking = Promise.resolve();
  let number: string | null = null;
  const onGone = async ({ address, id }: OutboxMessage): Promise<void> => {
    await inbox.receive([leaving(address.externalUser, `${phoneId}:gone:${id}`)]);
  };
  return {
    capabilities: channelCapabilities['whatsapp-cloud'],
    delivery: 'push',
    health,
    reach: (code) => whatsappLink(number, code),
    reportMs,
    routes: webhookRoutes(needed, (payload) => takeWebhook({ ...shared, inbox, logger }, payload)),
    start: () => {
      logger.info(pasteLine(publicUrl));
      looking = keepLooking({ graph, phoneId, condition, onNumber: (given) => (number = given), lookMs }, stopping.signal);
      return Promise.resolve();
    },
    stop: () => {
      stopping.abort();
      return looking;
    },
    send: (message) => sendMessage({ ...options, ...shared, onGone }, message),
    fetchMedia: (contentUrl, mostBytes) => fetchMedia(graph, contentUrl, mostBytes),
  };
}

/** What the operator enters at Meta. The word itself stays out of the log. */
function pasteLine(publicUrl: string | null): string {
  const url = `${publicUrl ?? 'https://<your address>'}${webhookPath}`;
  return `whatsapp: on Meta's webhook page enter the callback URL ${url} and, as verify token, the value of ${settingNames.verifyToken}`;
}

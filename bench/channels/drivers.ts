import { createHmac } from 'node:crypto';
import type { ChannelPorts } from '../../src/app/inside.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Channel, Route, WebResponse } from '../../src/ports/channel.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Universe } from '../../src/ports/universe.ts';

/** What a measured channel is made from. */
export interface Given extends ChannelPorts {
  readonly universe: Universe;
  readonly logger: Logger;
  /** Where every provider is imitated. */
  readonly fakeUrl: string;
}

/** A channel, and how its people's words come to it. */
export interface Driven {
  readonly channel: Channel;
  /** Resolves when the word was acknowledged. `user` and `index` are whole numbers; `index` is never the same twice. */
  say(user: number, index: number): Promise<void>;
  /** Resolves when it can be written to; absent: at once. */
  readonly ready?: () => Promise<void>;
  /** Milliseconds that a reply waited for others since the last call; absent: for requests over HTTP, which are measured for all. */
  readonly takeLineMs?: () => number;
  readonly close?: () => Promise<void>;
}

/** Made at once: what takes time to load is loaded before. */
export type Make = (given: Given) => Driven;

export const channelNames = [
  'console',
  'web-chat',
  'telegram',
  'bot-framework',
  'whatsapp-cloud',
  'whatsapp-web',
  'whatsapp-web in Chromium',
] as const;
export type ChannelName = (typeof channelNames)[number];

/** Each loads its channel only when it is called, so that nobody pays for another one's libraries. */
export const drivers: Readonly<Record<ChannelName, () => Promise<Make>>> = {
  console: bareConsole,
  'web-chat': webChat,
  telegram,
  'bot-framework': botFramework,
  'whatsapp-cloud': whatsappCloud,
  'whatsapp-web': async () => (await import('./whatsapp-web.ts')).ownPart(),
  'whatsapp-web in Chromium': async () => (await import('./whatsapp-web.ts')).wholeWay(),
};

const asText = (user: number): string => String(100_000 + user);

async function bareConsole(): Promise<Make> {
  const { channelCapabilities } = await import('../../src/channels/capabilities.ts');
  const { createHealth } = await import('../../src/channels/health.ts');
  return ({ inbox, universe }) => {
    const quiet = (): Promise<void> => Promise.resolve();
    return {
      channel: {
        capabilities: channelCapabilities.console,
        delivery: 'push',
        health: createHealth(universe.now, 'healthy'),
        routes: [],
        start: quiet,
        stop: quiet,
        send: () => Promise.resolve({ providerId: null }),
      },
      say: async (user, index) => {
        const address = { channel: 'console', account: 'default', externalUser: asText(user), thread: asText(user) };
        const activity: Activity = { type: 'message', text: `hello ${String(index)}` };
        await inbox.receive([{ address, dedupeKey: String(index), activity }]);
      },
    };
  };
}

async function telegram(): Promise<Make> {
  const { createTelegram } = await import('../../src/channels/telegram/telegram.ts');
  return ({ fakeUrl, ...given }) => {
    const secret = 'a-secret-of-the-webhook';
    const channel = createTelegram({
      ...given,
      token: '1:bench',
      apiRoot: fakeUrl,
      webhookSecret: secret,
      publicUrl: 'https://bench.example',
      languages: () => [],
      say: () => null,
    });
    return {
      channel,
      say: async (user, index) => {
        const id = 100_000 + user;
        const from = { id, is_bot: false, first_name: 'Amina' };
        const message = { message_id: index, date: 1, chat: { id, type: 'private' }, from, text: `hello ${String(index)}` };
        const headers = { 'x-telegram-bot-api-secret-token': secret };
        await call(channel, 'POST', '/webhooks/telegram', { headers, body: { update_id: index, message } });
      },
    };
  };
}

async function botFramework(): Promise<Make> {
  const { createBotFramework } = await import('../../src/channels/bot-framework/bot-framework.ts');
  return ({ fakeUrl, ...given }) => {
    const channel = createBotFramework({ ...given, appId: null, appPassword: null, tenantId: null, isEmulatorWelcome: true });
    return {
      channel,
      say: async (user, index) => {
        const body = {
          type: 'message',
          id: String(index),
          channelId: 'emulator',
          serviceUrl: fakeUrl,
          from: { id: asText(user) },
          recipient: { id: 'bot' },
          conversation: { id: asText(user) },
          text: `hello ${String(index)}`,
        };
        await call(channel, 'POST', '/api/messages', { headers: { host: '127.0.0.1' }, body });
      },
    };
  };
}

async function whatsappCloud(): Promise<Make> {
  const { createWhatsAppCloud } = await import('../../src/channels/whatsapp-cloud/whatsapp-cloud.ts');
  return ({ fakeUrl, ...given }) => {
    const appSecret = 'a-secret-of-the-app';
    const channel = createWhatsAppCloud({
      ...given,
      token: 'bench',
      phoneId: '1000',
      appSecret,
      verifyToken: 'bench',
      graphRoot: fakeUrl,
      publicUrl: null,
      wording: { languageOf: () => 'en', directionOf: () => 'ltr', openLabel: () => 'Choose' },
      templates: () => [],
      openMedia: null,
    });
    return {
      channel,
      say: async (user, index) => {
        const from = asText(user);
        const text = { body: `hello ${String(index)}` };
        const timestamp = String(Math.floor(given.universe.now() / 1_000));
        const value = {
          messaging_product: 'whatsapp',
          metadata: { display_phone_number: '1', phone_number_id: '1000' },
          contacts: [{ wa_id: from, profile: { name: 'Amina' } }],
          messages: [{ from, id: `wamid.in.${String(index)}`, timestamp, type: 'text', text }],
        };
        const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
        const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
        const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
        await call(channel, 'POST', '/webhooks/whatsapp', { headers: { 'x-hub-signature-256': signature }, body });
      },
    };
  };
}

async function webChat(): Promise<Make> {
  const { createWebChat } = await import('../../src/channels/web-chat/web-chat.ts');
  return ({ inbox, chats, universe, logger }) => {
    const channel = createWebChat({
      publicUrl: null,
      openMedia: () => Promise.resolve(null),
      receiveMedia: () => Promise.reject(new Error('no files are measured')),
      inbox,
      chats,
      universe,
      logger,
      tokenKey: 'bench-bench-bench-bench-bench-bench',
      directLineSecret: 'bench',
      chatOrigins: [],
      languages: () => [],
      phrases: () => {
        throw new Error('No page is measured.');
      },
      limits: { perVisitor: null, newVisitors: null },
    });
    const opened = new Map<number, Promise<{ readonly token: string; readonly conversationId: string }>>();
    const open = async (): Promise<{ readonly token: string; readonly conversationId: string }> => {
      const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
      const generated = await call(channel, 'POST', '/v3/directline/tokens/generate', { headers: bearer('bench'), body: {} });
      const { token } = generated.json as { readonly token: string };
      const { json } = await call(channel, 'POST', '/v3/directline/conversations', { headers: bearer(token), body: {} });
      return json as { token: string; conversationId: string };
    };
    return {
      channel,
      say: async (user, index) => {
        const seat = opened.get(user) ?? open();
        opened.set(user, seat);
        const { token, conversationId } = await seat;
        await call(channel, 'POST', '/v3/directline/conversations/:conversation/activities', {
          params: { conversation: conversationId },
          headers: { authorization: `Bearer ${token}` },
          body: { type: 'message', from: { id: asText(user) }, text: `hello ${String(index)}` },
        });
      },
    };
  };
}

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** As the web server calls a route, without the web server: that one is no channel's. */
async function call(channel: Channel, method: Route['method'], path: string, given: Call): Promise<WebResponse> {
  const route = channel.routes.find((each) => each.method === method && each.path === path);
  if (route === undefined) throw new Error(`${channel.capabilities.name} has no ${method} ${path}`);
  const answer = await route.handle({ params: {}, query: {}, ip: '127.0.0.1', origin: 'http://127.0.0.1', ...given });
  if (answer.status >= 300) throw new Error(`${path} answered ${String(answer.status)}`);
  return answer;
}

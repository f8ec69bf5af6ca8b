import { createWebChat } from '../../src/channels/web-chat/web-chat.ts';
import type { WebChatOptions } from '../../src/channels/web-chat/parts.ts';
import type { ActivitySet } from '../../src/channels/web-chat/from-activity.ts';
import type { StreamGrant } from '../../src/channels/web-chat/grants.ts';
import type { PlainPhrases } from '../../src/channels/web-chat/plain-page.ts';
import { SportelloError } from '../../src/domain/errors.ts';
import { sniffFile } from '../../src/domain/sniff-file.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { seededUniverse } from './universe.ts';
import type { SeededUniverse } from './universe.ts';
import { fakeWebChats } from './web-chats.ts';
import type { FakeWebChats } from './web-chats.ts';

export const secret = 'the secret of a server';

export const testLanguages: readonly Language[] = [
  { code: 'en', name: 'English', tag: 'en', direction: 'ltr', script: 'Latn' },
  { code: 'ar', name: 'العربية', tag: 'ar', direction: 'rtl', script: 'Arab' },
  { code: 'zh', name: '中文', tag: 'zh-Hans', direction: 'ltr', script: 'Hans' },
];

const keys: readonly (keyof PlainPhrases)[] = [
  'title',
  'lead',
  'open',
  'you',
  'assistant',
  'mentor',
  'label',
  'send',
  'refresh',
  'tooLong',
  'tooFast',
  'stale',
  'failed',
  'attach',
  'file',
  'refusedFile',
  'words',
  'sendFile',
  'chooseAgain',
];

export const testPhrases = (language: string): PlainPhrases =>
  Object.fromEntries(keys.map((key) => [key, `${key} in ${language}`])) as Record<keyof PlainPhrases, string>;

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface WebChatServer extends FakeWebChats {
  readonly universe: SeededUniverse;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** A request under `/v3/directline`. */
  directLine(path: string, token: string | null, init?: RequestInit): Promise<Response>;
  /** A token that a server asked for. */
  generate(body?: unknown): Promise<{ readonly conversationId: string; readonly token: string }>;
  /** A conversation that was started with a token of the server's. */
  opened(user?: string): Promise<StreamGrant>;
  /** Posts an activity, or a body as it is. */
  tell(conversation: StreamGrant, activity: unknown): Promise<Response>;
  activities(conversation: StreamGrant, watermark?: string): Promise<ActivitySet>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

/** The real server and channel over HTTP on loopback, with conversations in memory. */
export async function startWebChatServer(options: Partial<WebChatOptions> = {}): Promise<WebChatServer> {
  const universe = seededUniverse();
  const fakes = fakeWebChats(universe);
  const channel = createWebChat({
    publicUrl: null,
    openMedia: () => Promise.resolve(null),
    receiveMedia: (_conversationId, { bytes, name }) => {
      const contentType = sniffFile(bytes);
      if (contentType === null) return Promise.reject(new SportelloError('body-type', 'This file is not taken.'));
      return Promise.resolve({ contentType, contentUrl: 'media:m1', ...(name === null ? {} : { name }) });
    },
    inbox: fakes.inbox,
    chats: fakes.chats,
    universe,
    logger: silentLogger,
    tokenKey: 'a key for tests',
    directLineSecret: secret,
    chatOrigins: ['https://partner.example'],
    languages: () => testLanguages,
    phrases: testPhrases,
    ...options,
  });
  const server = createWebServer({
    routes: channel.routes,
    upgrades: channel.upgrade === undefined ? [] : [channel.upgrade],
    logger: silentLogger,
    now: universe.now,
    check: () => Promise.resolve(),
    channels: () => ({}),
    browserFolder: null,
    publicUrl: null,
    trustProxy: false,
  });
  const url = `http://127.0.0.1:${String(await server.listen(0, '127.0.0.1'))}`;
  await channel.start();
  const directLine: WebChatServer['directLine'] = (path, token, init = {}) =>
    fetch(`${url}/v3/directline${path}`, {
      ...init,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(typeof init.body === 'string' ? { 'Content-Type': 'application/json' } : {}),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  const generate: WebChatServer['generate'] = async (body) => {
    const init = { method: 'POST', body: body === undefined ? null : JSON.stringify(body) };
    const response = await directLine('/tokens/generate', secret, init);
    return (await response.json()) as { conversationId: string; token: string };
  };
  return {
    ...fakes,
    universe,
    url,
    directLine,
    generate,
    opened: async (user) => {
      const { token } = await generate(user === undefined ? undefined : { user: { id: user } });
      const response = await directLine('/conversations', token, { method: 'POST', body: '{"locale":"it"}' });
      return (await response.json()) as StreamGrant;
    },
    tell: ({ conversationId, token }, activity) => {
      const body = typeof activity === 'string' ? activity : JSON.stringify(activity);
      return directLine(`/conversations/${conversationId}/activities`, token, { method: 'POST', body });
    },
    activities: async ({ conversationId, token }, watermark = '') => {
      const response = await directLine(`/conversations/${conversationId}/activities?watermark=${watermark}`, token);
      return (await response.json()) as ActivitySet;
    },
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    stop: async () => {
      await channel.stop();
      await server.stop(500);
    },
  };
}

/** What an error's answer says. */
export async function faultOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

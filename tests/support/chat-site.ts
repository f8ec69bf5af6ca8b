import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { parse } from 'yaml';
import { createWebChat } from '../../src/channels/web-chat/web-chat.ts';
import type { PlainPhrases } from '../../src/channels/web-chat/plain-page.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Actor } from '../../src/domain/transcript.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Route, Upgrade, WebRequest } from '../../src/ports/channel.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { projectRoot } from './source-files.ts';
import { seededUniverse } from './universe.ts';
import { fakeWebChats } from './web-chats.ts';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const locales = join(projectRoot, 'locales');
const languages = parse(readFileSync(join(locales, 'languages.yaml'), 'utf8')) as readonly Language[];

export type Reply = Partial<Activity>;

export interface ChatSite {
  /** `http://127.0.0.1:<port>`; `/` is our own page, `/host?...` another's with the widget on it. */
  readonly url: string;
  /** What the assistant answers from now on; nothing by default. */
  answer(reply: (activity: Activity) => readonly Reply[]): void;
  /** Says something to whoever wrote or came last. */
  say(reply: Reply, actor?: Actor): void;
  received(): readonly Activity[];
  /** Messages that arrived, once each. */
  texts(): readonly string[];
  /** While false every call is answered with 503. */
  setUp(isUp: boolean): void;
  /** Cuts every socket, as a lost network does. */
  cut(): void;
  /** Sockets that are open. */
  sockets(): number;
  /** Moves the service's clock. */
  pass(ms: number): void;
  /** Deletes the conversation of whoever wrote or came last. */
  forget(): void;
  stop(): Promise<void>;
}

/** The real server and channel, with conversations in memory, the built widget and pages that carry it. */
export async function startChatSite(browserFolder: string, greeting: readonly Reply[] = [{ text: 'Hello' }]): Promise<ChatSite> {
  const universe = seededUniverse({ now: Date.now() });
  const fakes = fakeWebChats(universe, () => null);
  let reply: (activity: Activity) => readonly Reply[] = () => [];
  let isUp = true;
  let visitor = '';
  const say = (said: Reply, actor: Actor = 'bot'): void => {
    universe.advance(1_000);
    fakes.say(visitor, null, { textFormat: 'markdown', ...said }, actor);
  };
  const channel = createWebChat({
    publicUrl: null,
    openMedia: () => Promise.resolve(null),
    receiveMedia: () => Promise.reject(new Error('no files here')),
    inbox: {
      receive: async (items) => {
        universe.advance(1_000);
        const receipts = await fakes.inbox.receive(items);
        for (const [index, { address, activity }] of items.entries()) {
          visitor = address.externalUser;
          if (receipts[index]?.status === 'stored') for (const one of reply(activity)) say(one);
        }
        return receipts;
      },
    },
    chats: {
      ...fakes.chats,
      start: async (user, thread, locale) => {
        visitor = user;
        const known = await fakes.chats.seat(user, thread);
        const started = await fakes.chats.start(user, thread, locale);
        if (known === null) for (const one of greeting) say(one);
        return started;
      },
    },
    universe,
    logger: silent,
    tokenKey: 'a key for tests',
    directLineSecret: 'a secret for tests',
    chatOrigins: ['*'],
    languages: () => languages,
    phrases: (code) => {
      const chat = JSON.parse(readFileSync(join(locales, code, 'chat.json'), 'utf8')) as PlainPhrases & { plain: PlainPhrases };
      return { ...chat, ...chat.plain };
    },
    limits: { perVisitor: null, newVisitors: null },
  });
  const sockets = new Set<Duplex>();
  const upgrade: Upgrade = (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (isUp) return channel.upgrade?.(request, socket, head) ?? false;
    socket.destroy();
    return true;
  };
  const gate = (route: Route): Route => ({
    ...route,
    handle: (request) =>
      isUp ? route.handle(request) : Promise.resolve({ status: 503, json: { error: { code: 'store-busy' } } }),
  });
  const server = createWebServer({
    routes: [...channel.routes.map(gate), hostPage],
    upgrades: [upgrade],
    logger: silent,
    now: universe.now,
    check: () => Promise.resolve(),
    channels: () => ({}),
    browserFolder,
    publicUrl: null,
    trustProxy: false,
    perAddress: null,
  });
  const url = `http://127.0.0.1:${String(await server.listen(0, '127.0.0.1'))}`;
  await channel.start();
  return {
    url,
    answer: (next) => {
      reply = next;
    },
    say,
    received: fakes.received,
    texts: () => fakes.received().flatMap(({ type, text }) => (type === 'message' ? [text ?? ''] : [])),
    setUp: (next) => {
      isUp = next;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    sockets: () => sockets.size,
    pass: (ms) => universe.advance(ms),
    forget: () => fakes.forget(visitor),
    stop: async () => {
      await channel.stop();
      await server.stop(100);
    },
  };
}

const hostile = `html { font-size: 10px } * { letter-spacing: 2px; text-transform: uppercase }
button, div, p { color: red !important; font-size: 30px !important } sportello-chat { display: none; opacity: 0; position: absolute; width: 1px }`;

/** Somebody else's page. `?script=` are the attributes of the tag; `?hostile` has styles that ruin whatever they reach. */
const hostPage: Route = {
  method: 'GET',
  path: '/host',
  body: 'none',
  handle: ({ query }: WebRequest) =>
    Promise.resolve({
      status: 200,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'self' 'unsafe-inline' ws:",
      },
      text: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A chamber of commerce</title><style>${query['hostile'] === undefined ? '' : hostile}</style></head>
<body><main><h1>A chamber of commerce</h1><p><a href="#x" id="before">A link of the page</a></p></main>
<script src="/widget.js" defer ${query['script'] ?? ''}></script></body></html>`,
    }),
};

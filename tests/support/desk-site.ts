import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import type { Effect } from '../../src/domain/effect.ts';
import type { Mentor } from '../../src/domain/mentor.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Session } from '../../src/ports/people.ts';
import { deskRoutes } from '../../src/web/desk/desk-routes.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import type { InsideOptions, TestInside } from './inside.ts';
import { message, openInside } from './inside.ts';
import { projectRoot } from './source-files.ts';
import { seededUniverse } from './universe.ts';

export interface Said {
  readonly replies?: readonly string[];
  readonly effects?: readonly Effect[];
}

/** The real desk over a real store, with an assistant that says what a test tells it to. */
export interface DeskSite {
  readonly url: string;
  readonly inside: TestInside;
  /** Someone writes; resolves with the conversation's id when their turn was committed. */
  hears(user: string, text: string, said?: Said): Promise<string>;
  /** Someone who asks for a mentor; resolves with the handoff's id. */
  asks(user: string, text: string, about?: Partial<Asking>): Promise<string>;
  /** A one-time link's secret. */
  invite(name: string, role?: Mentor['role']): Promise<string>;
  /** Someone who has a password already, and an open session. */
  employ(name: string, role?: Mentor['role']): Promise<Session>;
  stop(): Promise<void>;
}

export interface Asking {
  readonly language: string;
  readonly country: string;
  readonly topic: string | null;
  readonly risk: 'H1' | 'H2' | 'H3';
  readonly reason: string;
  readonly replies: readonly string[];
}

export const password = 'a long enough password';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function startDeskSite(
  browserFolder: string | null,
  now: number | string = '2026-01-05T09:00:00Z',
  telegram?: InsideOptions['telegram'],
): Promise<DeskSite> {
  const plans = new Map<string, Said>();
  const universe = seededUniverse({ now });
  const inside = await openInside({
    ...(telegram === undefined ? {} : { telegram }),
    universe,
    script: (input) => {
      const said = plans.get(input.type === 'activity' ? (input.activity.text ?? '') : input.trigger) ?? {};
      return { say: said.replies ?? [], effects: said.effects ?? [] };
    },
  });
  await inside.start();
  const { desk, people, mentorChats } = inside;
  const server = createWebServer({
    routes: deskRoutes({ desk, people, mentorChats, universe, logger: silent, browserFolder, sessionCheckMs: 50 }),
    upgrades: [],
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

  let count = 0;
  const hears: DeskSite['hears'] = async (user, text, said = {}) => {
    universe.advance(1_000);
    plans.set(text, said);
    const [receipt] = await inside.inbox.receive([message(text, { user, key: `${user} ${String(++count)}` })]);
    const conversationId = receipt?.conversationId ?? '';
    await inside.chats.settled(conversationId, 5_000);
    return conversationId;
  };
  const employ: DeskSite['employ'] = async (name, role = 'mentor') =>
    people.accept(await people.invite(name, role, []), name, password);
  const asks: DeskSite['asks'] = async (user, text, about = {}) => {
    const { language = 'en', country = 'it', topic = 'permits', risk = 'H1', reason = text, replies = [] } = about;
    await hears(user, text, { replies, effects: [{ type: 'change-contact', changes: { language, country } }] });
    const conversationId = await hears(user, 'A person, please', { effects: [{ type: 'open-handoff', topic, risk, reason }] });
    const open = await inside.store.read(({ handoffs }) => handoffs.list('main', { open: true, limit: 500 }));
    return open.find((handoff) => handoff.conversationId === conversationId)?.id ?? '';
  };
  return {
    url,
    inside,
    hears,
    asks,
    employ,
    invite: (name, role = 'mentor') => people.invite(name, role, []),
    stop: async () => {
      await server.stop(100);
      await inside.dispose();
    },
  };
}

export interface BuiltDesk {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the desk as a release does, into a folder of its own. */
export async function buildDesk(): Promise<BuiltDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'sportello-desk-'));
  const builder = await createBuilder({
    configFile: join(projectRoot, 'src/browser/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  const { client } = builder.environments;
  if (client === undefined) throw new Error('the build has no environment called client');
  await builder.build(client);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

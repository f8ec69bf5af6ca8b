import { createWebChat } from '../channels/web-chat/web-chat.ts';
import { composeInside } from '../compose.ts';
import type { PlainPhrases } from '../channels/web-chat/plain-page.ts';
import type { Config } from '../config.ts';
import type { Assets } from '../domain/assets.ts';
import { createEngine } from '../engine/run-turn.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import type { People } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../storage/open-store.ts';
import type { StoreOptions, StoreStats } from '../storage/open-store.ts';
import { createJsonLogger } from '../system/json-logger.ts';
import { realUniverse } from '../system/real-universe.ts';
import { fileKeeper, readSecrets } from '../system/secrets.ts';
import type { SecretKeeper } from '../system/secrets.ts';
import { createWebServer } from '../web/web-server.ts';
import { assetsOf } from './assets-of.ts';

/** The whole service, listening. */
export interface Service {
  readonly port: number;
  readonly people: People;
  /** What the store did so far, for benchmarks. */
  stats(): StoreStats;
  /** Stops taking requests, lets what runs end, closes the database. */
  stop(): Promise<void>;
}

/** What only benchmarks change. */
export interface ServiceOptions extends Pick<StoreOptions, 'beforeCommit'> {
  /** Without the limits that protect from floods. */
  readonly isUnlimited?: boolean;
}

/** Opens everything and starts to listen. Rejects, with nothing left open, when a part can't be used. */
export async function openService(config: Config, browserFolder: string, options: ServiceOptions = {}): Promise<Service> {
  const { isUnlimited = false } = options;
  const universe = realUniverse();
  const logger = createJsonLogger((line) => process.stderr.write(line), universe.now);
  const assets = await assetsOf(config);
  const store = await openStore({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    universe,
    ...(options.beforeCommit === undefined ? {} : { beforeCommit: options.beforeCommit }),
  });
  const secrets = await readSecrets(config.databaseUrl === null ? fileKeeper(config.dataDir) : databaseKeeper(store), config);
  const engine = createEngine(assets, createKnowledge(assets));
  const inside = composeInside({
    store,
    universe,
    logger,
    operator: config.operator,
    assets: () => assets,
    engine: () => engine,
    channels: ({ inbox, chats }) => [
      createWebChat({
        inbox,
        chats,
        universe,
        logger,
        ...secrets,
        chatOrigins: config.chatOrigins,
        languages: () => assets.languages,
        phrases: (language) => plainPhrases(assets, language),
        ...(isUnlimited ? { limits: { perVisitor: null, newVisitors: null } } : {}),
      }),
    ],
  });
  const { people, channels } = inside;
  const web = createWebServer({
    routes: channels.flatMap(({ routes }) => routes),
    upgrades: channels.flatMap(({ upgrade }) => upgrade ?? []),
    logger,
    now: universe.now,
    check: store.check,
    browserFolder,
    publicUrl: config.publicUrl,
    trustProxy: config.trustedProxies,
    ...(isUnlimited ? { perAddress: null } : {}),
  });
  await inside.start();
  const port = await web.listen(config.port, config.host);
  logger.info('listening', { port });
  const stop = async (): Promise<void> => {
    await web.stop();
    await inside.stop();
    await store.close();
  };
  return { port, people, stop, stats: store.stats };
}

/** Where several processes share a database they must share its secrets. */
function databaseKeeper(store: Store): SecretKeeper {
  return { keep: (name, fresh) => store.write(({ records }) => records.keepSetting(`secret.${name}`, fresh)) };
}

/** What the page without JavaScript says: in the language asked for, English where that one is missing. */
function plainPhrases(assets: Assets, language: string): PlainPhrases {
  const found = assets.phrases[language]?.['chat']?.['plain'] ?? assets.phrases['en']?.['chat']?.['plain'];
  // `check` compares each language's keys with those of English, and the type with those of English is this one.
  return found as unknown as PlainPhrases;
}

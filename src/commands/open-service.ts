import { createWebChat } from '../channels/web-chat/web-chat.ts';
import { composeInside } from '../compose.ts';
import type { Config } from '../config.ts';
import { createEngine } from '../engine/run-turn.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import type { People } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../storage/open-store.ts';
import { createJsonLogger } from '../system/json-logger.ts';
import { realUniverse } from '../system/real-universe.ts';
import { fileKeeper, readSecrets } from '../system/secrets.ts';
import type { SecretKeeper } from '../system/secrets.ts';
import { deskRoutes } from '../web/desk/desk-routes.ts';
import { createWebServer } from '../web/web-server.ts';
import { assetsOf } from './assets-of.ts';

/** The whole service, listening. */
export interface Service {
  readonly port: number;
  readonly people: People;
  /** Stops taking requests, lets what runs end, closes the database. */
  stop(): Promise<void>;
}

/** Opens everything and starts to listen. Rejects, with nothing left open, when a part can't be used. */
export async function openService(config: Config, browserFolder: string): Promise<Service> {
  const universe = realUniverse();
  const logger = createJsonLogger((line) => process.stderr.write(line), universe.now);
  const assets = await assetsOf(config);
  const store = await openStore({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    universe,
    beforeCommit: slowCommit(),
  });
  const secrets = await readSecrets(keeperOf(config, store), config);
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
      }),
    ],
  });
  const { desk, people, channels } = inside;
  const web = createWebServer({
    routes: [...channels.flatMap(({ routes }) => routes), ...deskRoutes({ desk, people, universe, logger })],
    upgrades: channels.flatMap(({ upgrade }) => upgrade ?? []),
    logger,
    now: universe.now,
    check: store.check,
    browserFolder,
    publicUrl: config.publicUrl,
    trustProxy: config.trustedProxies,
  });
  await inside.start();
  const port = await web.listen(config.port, config.host);
  logger.info('listening', { port });
  const stop = async (): Promise<void> => {
    await web.stop();
    await inside.stop();
    await store.close();
  };
  return { port, people, stop };
}

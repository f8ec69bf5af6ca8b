import { join } from 'node:path';
import { countStranded } from './app/stranded.ts';
import { createInside } from './app/inside.ts';
import type { ChannelPorts, Inside } from './app/inside.ts';
import { createBotFramework } from './channels/bot-framework/bot-framework.ts';
import { createTelegram } from './channels/telegram/telegram.ts';
import { createWhatsAppWeb } from './channels/whatsapp-web/whatsapp-web.ts';
import type { PlainPhrases } from './channels/web-chat/plain-page.ts';
import { createWebChat } from './channels/web-chat/web-chat.ts';
import { createWhatsAppCloud } from './channels/whatsapp-cloud/whatsapp-cloud.ts';
import { assetFolders } from './config.ts';
import type { Config } from './config.ts';
import type { Assets } from './domain/assets.ts';
import type { JsonObject } from './domain/json.ts';
import type { Language } from './domain/language.ts';
import type { Channel } from './ports/channel.ts';
import type { Logger } from './ports/logger.ts';
import type { MediaFiles } from './ports/media.ts';
import type { People } from './ports/people.ts';
import type { Universe } from './ports/universe.ts';
import { openCache, openShelf, readAssets } from './read-content.ts';
import { openLiveContent } from './reload/live-content.ts';
import type { LiveContent } from './reload/live-content.ts';
import { readElsewhere } from './reload/read-elsewhere.ts';
import { openStore } from './storage/open-store.ts';
import type { OpenStore, StoreOptions, StoreStats } from './storage/open-store.ts';
import { createJsonLogger } from './system/json-logger.ts';
import { createMediaFiles } from './system/media-files.ts';
import { realUniverse } from './system/real-universe.ts';
import { fileKeeper, readSecrets } from './system/secrets.ts';
import type { SecretKeeper, Secrets } from './system/secrets.ts';
import { deskRoutes } from './web/desk/desk-routes.ts';
import { createWebServer } from './web/web-server.ts';
import type { WebServer } from './web/web-server.ts';

/** The whole service, listening. */
export interface Service {
  readonly port: number;
  readonly people: People;
  /** How the channels are, and when one changes; without the codes that open one. */
  readonly channelStates: Pick<Inside['channelStates'], 'list' | 'watch'>;
  /** The phrases of the desk in English, in which the operator is told. */
  readonly phrases: JsonObject;
  /** Resolves when the full index answers; until then a quick one does. */
  readonly ready: Promise<void>;
  /** Serves content, dialogs and phrases as their files are now; see `LiveContent`. */
  readonly reload: LiveContent['reload'];
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

/** What every part of the service shares. */
interface Ground {
  readonly config: Config;
  readonly universe: Universe;
  readonly logger: Logger;
  readonly assets: () => Assets;
  readonly browserFolder: string;
  readonly isUnlimited: boolean;
}

/** Opens everything and starts to listen. Rejects when content, database or port can't be used. */
export async function openService(config: Config, browserFolder: string, options: ServiceOptions = {}): Promise<Service> {
  const { isUnlimited = false, ...storeOptions } = options;
  const universe = realUniverse();
  const logger = createJsonLogger((line) => process.stderr.write(line), universe.now);
  const cacheFolder = join(config.dataDir, 'cache');
  const shelf = openShelf(cacheFolder, logger);
  const firstAssets = await readAssets(config, shelf);
  const { dataDir, databaseUrl } = config;
  const store = await openStore({ dataDir, databaseUrl, universe, ...storeOptions });
  const secrets = await readSecrets(databaseUrl === null ? fileKeeper(dataDir) : databaseKeeper(store), config);
  const content = await openLiveContent({
    assets: firstAssets,
    cache: await openCache(shelf),
    logger,
    readFresh: (held) => readElsewhere({ folders: assetFolders(config), shelf: cacheFolder, held }),
    countStranded: (dialogs) => countStranded(store, dialogs),
  });
  const { assets } = content;
  const ground: Ground = { config, universe, logger, assets, browserFolder, isUnlimited };
  const inside = createInside({
    ...mediaParts(config),
    store,
    universe,
    logger,
    operator: config.operator,
    assets: content.assets,
    engine: content.engine,
    channels: (ports) => [
      openWebChat(ground, ports, secrets),
      openTelegram(ground, ports),
      openBotFramework(ground, ports),
      openWhatsAppCloud(ground, ports),
      openWhatsAppWeb(ground, ports),
    ],
  });
  const web = openWeb(ground, inside, store);
  await inside.start();
  const stop = async (): Promise<void> => {
    const closed = web.stop();
    // Clients keep their sockets for as long as they are let; told that the service goes, they go, too.
    await inside.channelStates.stop();
    await closed;
    await inside.stop();
    await store.close();
  };
  const port = await web.listen(config.port, config.host).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  logger.info('listening', { port });
  return {
    port,
    people: inside.people,
    channelStates: inside.channelStates,
    phrases: assets().phrases['en']?.['desk'] ?? {},
    ready: content.ready,
    reload: content.reload,
    stop,
    stats: store.stats,
  };
}

function openWebChat({ config, universe, logger, assets, isUnlimited }: Ground, ports: ChannelPorts, secrets: Secrets): Channel {
  return createWebChat({
    inbox: ports.inbox,
    chats: ports.chats,
    openMedia: ports.openMedia,
    receiveMedia: ports.receiveMedia,
    ...secrets,
    universe,
    logger,
    chatOrigins: config.chatOrigins,
    publicUrl: config.publicUrl,
    languages: () => assets().languages,
    phrases: (language) => plainPhrases(assets(), language),
    ...(isUnlimited ? { limits: { perVisitor: null, newVisitors: null } } : {}),
  });
}

function openTelegram({ config, universe, logger, assets }: Ground, { inbox, mentors, openMedia }: ChannelPorts): Channel {
  return createTelegram({
    ...config.telegram,
    inbox,
    mentors,
    openMedia,
    universe,
    logger,
    publicUrl: config.publicUrl,
    languages: () => assets().languages.map(({ code }) => code),
    say: (language, phrase) => botPhrase(assets(), language, phrase),
  });
}

function openBotFramework({ config, universe, logger }: Ground, { inbox, correspondence, openMedia }: ChannelPorts): Channel {
  return createBotFramework({ ...config.botFramework, inbox, correspondence, openMedia, universe, logger });
}

function openWhatsAppCloud({ config, universe, logger, assets }: Ground, ports: ChannelPorts): Channel {
  const rowOf = (locale: string): Language | undefined =>
    assets().languages.find(({ code, tag }) => tag === locale || code === locale.split('-')[0]);
  return createWhatsAppCloud({
    ...config.whatsappCloud,
    ...ports,
    universe,
    logger,
    publicUrl: config.publicUrl,
    templates: () => assets().templates,
    wording: {
      languageOf: (locale) => rowOf(locale)?.code ?? 'en',
      directionOf: (locale) => rowOf(locale)?.direction ?? 'ltr',
      openLabel: (locale) => botPhrase(assets(), rowOf(locale)?.code ?? 'en', 'option.choose') ?? 'Choose',
    },
  });
}

function openWhatsAppWeb({ config, universe, logger }: Ground, { inbox, correspondence, openMedia }: ChannelPorts): Channel {
  return createWhatsAppWeb({
    ...config.whatsappWeb,
    inbox,
    correspondence,
    openMedia,
    universe,
    logger,
    dataDir: config.dataDir,
    print: (text) => process.stdout.write(`${text}\n`),
  });
}

function openWeb({ config, universe, logger, browserFolder, isUnlimited }: Ground, inside: Inside, store: OpenStore): WebServer {
  const { desk, people, mentorChats, channels } = inside;
  return createWebServer({
    routes: [
      ...channels.flatMap(({ routes }) => routes),
      ...deskRoutes({ desk, people, mentorChats, universe, logger, browserFolder }),
    ],
    upgrades: channels.flatMap(({ upgrade }) => upgrade ?? []),
    logger,
    now: universe.now,
    check: store.check,
    channels: () => Object.fromEntries(inside.channelStates.list(false).map(({ channel, state }) => [channel, state])),
    browserFolder,
    publicUrl: config.publicUrl,
    trustProxy: config.trustedProxies === 0 ? false : config.trustedProxies,
    ...(isUnlimited ? { perAddress: null } : {}),
  });
}

/** Where several processes share a database they must share its secrets. */
function databaseKeeper(store: OpenStore): SecretKeeper {
  return { keep: (name, fresh) => store.write(({ records }) => records.keepSetting(`secret.${name}`, fresh)) };
}

/** A label of the assistant's, by its key; null where the language has none. */
function botPhrase(assets: Assets, language: string, key: string): string | null {
  const [group = '', name = ''] = key.split('.');
  const found = assets.phrases[language]?.['bot']?.[group];
  // A group of phrases is an object of texts: the loader refuses anything else.
  const text = (found as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof text === 'string' ? text : null;
}

/** What the page without JavaScript says: in the language asked for, English where that one is missing. */
function plainPhrases(assets: Assets, language: string): PlainPhrases {
  const found = assets.phrases[language]?.['chat'] ?? assets.phrases['en']?.['chat'];
  // `check` compares each language's keys with those of English, and English has the keys of this type.
  return { ...found, ...Object(found?.['plain']) };
}

function mediaParts({ dataDir, mediaDays }: Config): { readonly files: MediaFiles; readonly keepMediaMs: number } {
  return { files: createMediaFiles(join(dataDir, 'media')), keepMediaMs: mediaDays * 86_400_000 };
}

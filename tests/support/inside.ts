import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inside } from '../../src/app/inside.ts';
import { createInside } from '../../src/app/inside.ts';
import { createHealth } from '../../src/channels/health.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { ChannelCapabilities } from '../../src/domain/channel.ts';
import type { Address } from '../../src/domain/contact.ts';
import type { Effect } from '../../src/domain/effect.ts';
import type { Engine } from '../../src/domain/engine.ts';
import type { InboundActivity } from '../../src/domain/inbox.ts';
import type { OutboxMessage } from '../../src/domain/outbox.ts';
import type { TurnContext, TurnInput } from '../../src/domain/turn.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Correspondence } from '../../src/ports/correspondence.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { MentorDoor } from '../../src/ports/mentor-chats.ts';
import type { OpenMedia, ReceiveMedia } from '../../src/ports/media.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { OpenStore } from '../../src/storage/open-store.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { createMediaFiles } from '../../src/system/media-files.ts';
import type { SeededUniverse } from './universe.ts';
import { seededUniverse } from './universe.ts';

/** What the engine of a test says and wants: a function in place of dialogs. */
export type Script = (
  input: TurnInput,
  context: TurnContext,
) => { readonly say?: readonly string[]; readonly effects?: readonly Effect[] };

export interface TestInside extends Inside {
  readonly store: OpenStore;
  readonly universe: SeededUniverse;
  /** What left through the push channel, in the order in which it was sent. */
  readonly sent: OutboxMessage[];
  readonly logged: string[];
  /** Everything the engine was run for. */
  readonly runs: TurnInput[];
  /** Ends what runs and opens everything again over the same data, as after a crash. */
  restart(): Promise<TestInside>;
  /** Stops, closes, and deletes the data. */
  dispose(): Promise<void>;
}

export interface InsideOptions {
  readonly script?: Script;
  /** The real one, in place of a script. */
  readonly engine?: Engine;
  readonly assets?: Partial<Assets>;
  /** How the push channel answers a send; throws to refuse. */
  readonly onSend?: (message: OutboxMessage) => Promise<void> | void;
  /** A channel of one's own in place of the one that only records. */
  readonly telegram?: (given: TelegramGiven) => Channel;
  /** Further channels. */
  readonly beside?: readonly Channel[];
  readonly universe?: SeededUniverse;
  readonly dataDir?: string;
}

/** What the inside hands to a channel. */
export interface TelegramGiven {
  readonly inbox: Inbox;
  readonly correspondence: Correspondence;
  readonly mentors: MentorDoor;
  readonly openMedia: OpenMedia;
  readonly receiveMedia: ReceiveMedia;
  readonly universe: SeededUniverse;
  readonly logger: Logger;
}

const echo: Script = (input) => ({ say: input.type === 'activity' ? [`echo ${input.activity.text ?? ''}`] : [input.trigger] });

/** The whole inside over a real SQLite database in a folder of its own. Not started: a test starts what it needs. */
export async function openInside(options: InsideOptions = {}): Promise<TestInside> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'sportello-inside-')));
  const universe = options.universe ?? seededUniverse();
  const store = await openStore({ dataDir, databaseUrl: null, universe });
  const sent: OutboxMessage[] = [];
  const logged: string[] = [];
  const runs: TurnInput[] = [];
  const logger = recordingLogger(logged);
  const inside = createInside({
    files: createMediaFiles(join(dataDir, 'media')),
    keepMediaMs: 30 * 86_400_000,
    store,
    universe,
    logger,
    operator: { name: null, contact: null, privacyUrl: null },
    assets: () => ({ ...noAssets, ...options.assets }),
    engine: () => options.engine ?? scriptedEngine(options.script ?? echo, runs),
    channels: ({ inbox, correspondence, mentors, openMedia, receiveMedia }) => [
      pullChannel(),
      options.telegram?.({ inbox, correspondence, mentors, openMedia, receiveMedia, universe, logger }) ??
        pushChannel(sent, options.onSend),
      ...(options.beside ?? []),
    ],
  });
  const close = async (): Promise<void> => {
    await inside.stop();
    await store.close();
  };
  return {
    ...inside,
    store,
    universe,
    sent,
    logged,
    runs,
    restart: async () => {
      await close();
      return openInside({ ...options, universe, dataDir });
    },
    dispose: async () => {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function message(
  text: string,
  options: { readonly user?: string; readonly channel?: string; readonly key?: string } = {},
): InboundActivity {
  const user = options.user ?? 'amina';
  const activity: Activity = { type: 'message', text };
  return { address: addressOf(user, options.channel), dedupeKey: options.key ?? `${user}:${text}`, activity };
}

export function addressOf(user: string, channel = 'web-chat'): Address {
  return { channel, account: 'default', externalUser: user, thread: `thread-of-${user}` };
}

/** The conversation as both sides see it: `contact: hello`, `bot: echo hello` … */
export async function transcriptOf(inside: TestInside, conversationId: string): Promise<readonly string[]> {
  const rows = await inside.store.read(({ conversations }) =>
    conversations.transcript(conversationId, { after: 0, limit: 1000, notes: true }),
  );
  return rows.map(({ actor, activity }) => `${actor}: ${activity.text ?? ''}`);
}

function scriptedEngine(script: Script, runs: TurnInput[]): Engine {
  return {
    run: (input, context) => {
      runs.push(input);
      const { say = [], effects = [] } = script(input, context);
      const replies = say.map((text): Activity => ({ type: 'message', text }));
      return { state: context.state, effects, replies, outcome: null, faults: [] };
    },
  };
}

function recordingLogger(logged: string[]): Logger {
  const log = (text: string): void => void logged.push(text);
  return { info: log, warn: log, error: log };
}

const capabilities = { buttons: 3, buttonLength: 20, textLength: 4096, markdown: false, cards: false, files: true };

function pullChannel(): Channel {
  return {
    ...quiet(),
    capabilities: { ...capabilities, name: 'web-chat' },
    delivery: 'pull',
    send: () => Promise.reject(new Error('never called')),
  };
}

/** Records what leaves through it. */
export function pushChannel(
  sent: OutboxMessage[],
  onSend: InsideOptions['onSend'],
  own: Partial<ChannelCapabilities> = {},
): Channel {
  return {
    ...quiet(),
    capabilities: { ...capabilities, name: 'telegram', ...own },
    delivery: 'push',
    send: async (outgoing) => {
      await onSend?.(outgoing);
      sent.push(outgoing);
      return { providerId: `p${String(sent.length)}` };
    },
  };
}

function quiet(): Pick<Channel, 'health' | 'routes' | 'start' | 'stop'> {
  const health = createHealth(() => 0, 'healthy');
  return { health, routes: [], start: () => Promise.resolve(), stop: () => Promise.resolve() };
}

const noAssets: Assets = {
  dialogs: new Map(),
  entries: new Map(),
  pills: new Map(),
  safeguards: new Map(),
  terms: [],
  asides: {},
  languages: [],
  templates: [],
  phrases: {},
};

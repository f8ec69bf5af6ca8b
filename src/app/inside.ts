import { createBot } from './bot.ts';
import { createCampaigns } from './campaigns.ts';
import { createChannelStates } from './channel-states.ts';
import type { ChannelStates } from './channel-states.ts';
import { createCorrespondence } from './correspondence.ts';
import { createDesk } from './desk.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Dispatcher } from './dispatcher.ts';
import { createHandoffOverdue } from './handoff-overdue.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { Heartbeat } from './heartbeat.ts';
import { createInbox } from './inbox.ts';
import { createLinkJoined } from './link-joined.ts';
import { createLive } from './live.ts';
import type { Live } from './live.ts';
import { createMentoring } from './mentoring.ts';
import type { Mentoring } from './mentoring.ts';
import { createMediaKeeper } from './media.ts';
import type { MediaKeeper } from './media.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createTimers } from './timers.ts';
import type { Timers } from './timers.ts';
import { createTurns, speakExtra } from './turns.ts';
import { createWebChats } from './web-chats.ts';
import type { Assets } from '../domain/assets.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import type { Engine } from '../domain/engine.ts';
import { SportelloError } from '../domain/errors.ts';
import type { Operator } from '../domain/turn.ts';
import type { Channel } from '../ports/channel.ts';
import type { Correspondence } from '../ports/correspondence.ts';
import type { Desk } from '../ports/desk.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { Logger } from '../ports/logger.ts';
import type { MentorChats, MentorDoor } from '../ports/mentor-chats.ts';
import type { MediaFiles, OpenMedia, ReceiveMedia } from '../ports/media.ts';
import type { People } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { WebChats } from '../ports/web-chat.ts';

/** What the inside is made of: adapters that exist already, and the authors' work of the moment. */
export interface InsideParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly logger: Logger;
  readonly operator: Operator;
  readonly assets: () => Assets;
  readonly engine: () => Engine;
  readonly files: MediaFiles;
  /** Milliseconds that files are kept. */
  readonly keepMediaMs: number;
  /** Channels need the inbox, and the inside needs channels: so each is made from the ports it asks for. */
  readonly channels: (ports: ChannelPorts) => readonly Channel[];
}

export interface ChannelPorts {
  readonly inbox: Inbox;
  readonly chats: WebChats;
  readonly correspondence: Correspondence;
  /** Asked first about every word of a private chat, by channels that have them. */
  readonly mentors: MentorDoor;
  /** For push channels: the bytes of an attachment that goes out. */
  readonly openMedia: OpenMedia;
  /** For channels whose files come with the message: keeps one, and says how the activity names it. */
  readonly receiveMedia: ReceiveMedia;
}

/** Everything between the channels and the store, wired but not yet running. */
export interface Inside {
  readonly inbox: Inbox;
  readonly chats: WebChats;
  readonly desk: Desk;
  readonly people: People;
  readonly mentorChats: MentorChats;
  readonly mentorDoor: MentorDoor;
  readonly channels: readonly Channel[];
  readonly channelStates: ChannelStates;
  /** Settles what a crash left, then keeps turns, sends and timers going. */
  start(): Promise<void>;
  /** Takes nothing new and resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** One partner runs the service for now; every row carries its id already. */
const partnerId = 'main';
/** Safety nets: work is woken in memory after each commit; these find what nobody was woken for. */
const sweepPauseMs = { single: 5_000, shared: 250 } as const;
const nudgePauseMs = 500;
const longestTimerPauseMs = 1_000;
const outboxPauseMs = 250;
/** Hours begin, faults pass, and other processes change the queue without waking us. */
const mentorPauseMs = 3_000;
const mediaPauseMs = 5_000;
const mediaSweepPauseMs = 600_000;
/** Beyond this the number of those who wait is of no more use to anybody. */
const countedHandoffs = 500;

export function createInside(parts: InsideParts): Inside {
  const { store, universe, logger } = parts;
  const live = createLive();
  const channels = new Map<string, Channel>();
  const channel = (name: string): Channel => requireChannel(channels, name);
  const queueChanged = (partner: string): void => void announceQueue(store, live, partner, logger);
  const beats: Partial<Hearts> = {};
  const wakeOutbox = (): void => {
    for (const heart of beats.outbox ?? []) heart.wake();
  };

  const bot = createBot({
    onExtraReplies: (row, replies) => speakExtra(store, universe, row, channel(row.address.channel), replies),
  });
  const media = createMediaKeeper({
    ...parts,
    live,
    channel,
    keepMs: parts.keepMediaMs,
    happen: (conversationId, happening) => dispatcher.happen(conversationId, happening),
  });
  const wakeMedia = (): void => beats.media?.wake();
  const turns = createTurns({
    ...parts,
    bot,
    channel,
    channels: () => channels.values(),
    live,
    wake: (conversationId) => dispatcher.wake(conversationId),
    wakeOutbox,
    wakeMedia,
    queueChanged,
  });
  const dispatcher = createDispatcher({ store, turns, universe, logger });
  const inbox = createInbox({ store, universe, live, partnerId, wake: dispatcher.wake });
  const chats = createWebChats({ store, universe, live, partnerId, dispatcher });
  const correspondence = createCorrespondence({ store, universe, wakeOutbox });
  const { happen } = dispatcher;
  const wakeMentors = (): void => beats.mentors?.wake();
  const states = { list: (hasPairing: boolean) => channelStates.list(hasPairing) };
  const desk = createDesk({ store, universe, live, happen, media, channelStates: states, channel, wakeOutbox, queueChanged });
  const mentoring = createMentoring({ ...parts, desk, channels, partnerId, wake: wakeMentors });
  const files = { openMedia: media.open, receiveMedia: media.receive };
  const given: ChannelPorts = { inbox, chats, correspondence, mentors: mentoring.door, ...files };
  for (const made of parts.channels(given)) channels.set(made.capabilities.name, made);
  const channelStates = createChannelStates({ channels, live, logger, now: universe.now, partnerId });
  const people = createPeople({ store, universe, partnerId });
  const pushing = pushChannels(channels);
  const outbox = createOutbox({ store, universe, logger, channels: pushing });
  const timers = openTimers(parts, dispatcher, channels, queueChanged);
  const hearts = createHearts({ store, dispatcher, outbox, pushing, timers, media, mentoring, live, logger });
  Object.assign(beats, hearts);
  live.watchDesk(partnerId, wakeMentors);
  const running = lifecycle(channelStates, dispatcher, outbox, hearts);
  const { chats: mentorChats, door: mentorDoor } = mentoring;
  const made = { inbox, chats, desk, people, mentorChats, mentorDoor, channels: [...channels.values()], channelStates };
  return { ...made, ...running };
}

function openTimers(
  { store, universe, logger, assets }: InsideParts,
  dispatcher: Dispatcher,
  channels: ReadonlyMap<string, Channel>,
  queueChanged: (partnerId: string) => void,
): Timers {
  const capabilities = (name: string): ChannelCapabilities | null => channels.get(name)?.capabilities ?? null;
  const { happen } = dispatcher;
  const { pillDue } = createCampaigns({ store, universe, happen, assets, capabilities });
  const overdue = createHandoffOverdue({ store, universe, happen, queueChanged });
  return createTimers({
    store,
    universe,
    logger,
    handlers: { 'pill-due': pillDue, 'handoff-overdue': overdue, 'link-joined': createLinkJoined({ store, dispatcher }) },
  });
}

function requireChannel(channels: ReadonlyMap<string, Channel>, name: string): Channel {
  const found = channels.get(name);
  if (found === undefined) throw new SportelloError('not-found', `No channel named ${name} is set up.`);
  return found;
}

interface Hearts {
  /** One for each push channel: where one hangs the others go on. */
  readonly outbox: readonly Heartbeat[];
  readonly timers: Heartbeat;
  readonly sweep: Heartbeat;
  readonly mentors: Heartbeat;
  readonly media: Heartbeat;
  readonly mediaSweep: Heartbeat;
  readonly nudge: Heartbeat | null;
}

interface HeartParts {
  readonly store: Store;
  readonly dispatcher: Dispatcher;
  readonly outbox: Outbox;
  readonly pushing: ReadonlyMap<string, Channel>;
  readonly timers: Timers;
  readonly mentoring: Mentoring;
  readonly media: MediaKeeper;
  readonly live: Live;
  readonly logger: Logger;
}

function createHearts(parts: HeartParts): Hearts {
  const { store, dispatcher, outbox, pushing, timers, media, mentoring, live, logger } = parts;
  const pauseOf = (ms: number) => (): Promise<number> => Promise.resolve(ms);
  const nudge = (): Promise<void> => Promise.resolve(live.nudge());
  const sweepPause = pauseOf(store.isSingle ? sweepPauseMs.single : sweepPauseMs.shared);
  return {
    outbox: [...pushing.keys()].map((channel) =>
      createHeartbeat({
        name: 'outbox',
        logger,
        beat: () => outbox.flush(channel),
        pause: () => Promise.resolve(outbox.pause(outboxPauseMs)),
      }),
    ),
    timers: createHeartbeat({ name: 'timers', logger, beat: timers.fire, pause: () => timers.pause(longestTimerPauseMs) }),
    sweep: createHeartbeat({ name: 'sweep', logger, beat: dispatcher.sweep, pause: sweepPause }),
    mentors: createHeartbeat({ name: 'mentors', logger, beat: mentoring.update, pause: pauseOf(mentorPauseMs) }),
    media: createHeartbeat({ name: 'media', logger, beat: media.fetch, pause: pauseOf(mediaPauseMs) }),
    mediaSweep: createHeartbeat({ name: 'media sweep', logger, beat: media.sweep, pause: pauseOf(mediaSweepPauseMs) }),
    // Where this process is the only one, every row that is written here is announced here.
    nudge: store.isSingle ? null : createHeartbeat({ name: 'nudge', logger, beat: nudge, pause: pauseOf(nudgePauseMs) }),
  };
}

function lifecycle(
  channels: ChannelStates,
  dispatcher: Dispatcher,
  outbox: Outbox,
  hearts: Hearts,
): Pick<Inside, 'start' | 'stop'> {
  const all = [
    hearts.sweep,
    hearts.timers,
    hearts.media,
    hearts.mediaSweep,
    hearts.mentors,
    ...hearts.outbox,
    ...(hearts.nudge === null ? [] : [hearts.nudge]),
  ];
  return {
    start: async () => {
      await outbox.recover();
      for (const heart of all) heart.start();
      channels.start();
    },
    stop: async () => {
      await channels.stop();
      await Promise.all(all.map((heart) => heart.stop()));
      await dispatcher.stop();
    },
  };
}

function pushChannels(channels: ReadonlyMap<string, Channel>): ReadonlyMap<string, Channel> {
  return new Map([...channels].filter(([, { delivery }]) => delivery === 'push'));
}

async function announceQueue(store: Store, live: Live, partner: string, logger: Logger): Promise<void> {
  try {
    const open = await store.read(({ handoffs }) => handoffs.list(partner, { open: true, limit: countedHandoffs }));
    live.announceDesk(partner, { type: 'queue-changed', waiting: open.filter(({ status }) => status === 'queued').length });
  } catch (error) {
    logger.warn('queue not announced', { reason: String(error) });
  }
}

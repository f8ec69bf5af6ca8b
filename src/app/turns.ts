import type { Activity } from '../domain/activity.ts';
import type { Address } from '../domain/contact.ts';
import type { Owner } from '../domain/conversation.ts';
import type { Engine } from '../domain/engine.ts';
import { SportelloError } from '../domain/errors.ts';
import type { LinkContext } from '../domain/link.ts';
import type { OutboxKind } from '../domain/outbox.ts';
import type { Operator, TurnContext, TurnInput, TurnResult } from '../domain/turn.ts';
import type { Channel } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import type { Claim, InboxRow, LoadedConversation, Store, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { ownerAfter } from './apply-effects.ts';
import type { Bot, Send } from './bot.ts';
import type { CommitOutcome, Committed, Speech, TurnCommit } from './commit-turn.ts';
import { commitTurn, speak } from './commit-turn.ts';
import type { Moved } from './effect-scope.ts';
import { freshLink, loadLink } from './link-context.ts';
import type { Live } from './live.ts';
import { Rollback } from './rollback.ts';

export interface TurnParts {
  readonly store: Store;
  readonly bot: Bot;
  /** The engine of the moment: a reload replaces it between two turns. */
  readonly engine: () => Engine;
  readonly channel: (name: string) => Channel;
  /** All of them. */
  readonly channels: () => Iterable<Channel>;
  readonly live: Live;
  readonly operator: Operator;
  readonly universe: Universe;
  readonly logger: Logger;
  /** Called with a conversation that got what another one had not answered yet. */
  readonly wake: (conversationId: string) => void;
  /** Called after a commit that left something to send. */
  readonly wakeOutbox: () => void;
  /** Called after a commit that left files to fetch, or bytes that nobody wants. */
  readonly wakeMedia: () => void;
  /** Called after a commit that changed the mentors' queue. */
  readonly queueChanged: (partnerId: string) => void;
}

/** A turn that no message caused: a timer, a mentor's act, a conversation's beginning. */
export interface Happening {
  readonly input: TurnInput;
  /** Names the cause; the same cause speaks once. */
  readonly cause: string;
  readonly kind: OutboxKind;
  readonly expiresAt: number | null;
  /** Null: whatever the effects make of it. */
  readonly owner: Owner | null;
  readonly also: TurnCommit['also'];
  /** Null: the address the person used last. */
  readonly to: Speech['to'] | null;
}

/** Tries of one turn against a conversation that others keep changing. */
const maxRuns = 8;
/** Tries of an activity whose turn throws, before it is set aside. */
const maxAttempts = 3;

export interface Turns {
  /**
   * Answers one stored activity. Never rejects for an author's or a turn's fault: those are counted, and set aside at
   * last. False: the row is still open and comes first again.
   */
  answer(row: InboxRow, claim?: Claim): Promise<boolean>;
  happen(conversationId: string, happening: Happening): Promise<CommitOutcome>;
}

export function createTurns(parts: TurnParts): Turns {
  return {
    answer: (row, claim) => answer(parts, row, claim),
    happen: (conversationId, happening) => happen(parts, conversationId, happening),
  };
}

async function answer(parts: TurnParts, row: InboxRow, claim?: Claim): Promise<boolean> {
  try {
    await parts.bot.run(row, (send) => decide(parts, row, send, claim));
    return true;
  } catch (error) {
    if (error instanceof SportelloError && error.retryable) throw error;
    return setAside(parts, row, error);
  }
}

async function decide(parts: TurnParts, row: InboxRow, send: Send, claim?: Claim): Promise<void> {
  const outcome = await runUntilCommitted(parts, row.conversationId, {
    ...plainReply,
    // By this id the transcript and the files of the message are found again.
    input: { type: 'activity', activity: { ...row.activity, id: row.id } },
    cause: row.id,
    to: seatOf(row),
    send,
    ...(claim === undefined ? {} : { claim }),
    also: ({ inbox }) => inbox.done(row, parts.universe.now()),
  });
  if (outcome.type === 'moved') throw new SportelloError('store-busy', `Conversation ${row.conversationId} kept changing.`);
}

/** True when the row was given up. */
async function setAside(parts: TurnParts, row: InboxRow, error: unknown): Promise<boolean> {
  const isDead = row.attempts + 1 >= maxAttempts;
  const reason = error instanceof Error ? error.name : 'unknown';
  const stack = error instanceof Error ? error.stack : undefined;
  parts.logger.error('turn failed', { inbox: row.id, attempt: row.attempts + 1, reason, stack });
  await parts.store.write(({ inbox }) => inbox.failed(row.id, reason, isDead, parts.universe.now()));
  if (isDead) await apologise(parts, row);
  return isDead;
}

async function apologise(parts: TurnParts, row: InboxRow): Promise<void> {
  const input: TurnInput = { type: 'happening', trigger: 'fault', values: {} };
  try {
    await happen(parts, row.conversationId, { ...plainReply, input, cause: `fault:${row.id}`, to: seatOf(row) });
  } catch (error) {
    parts.logger.error('fault dialog failed', { inbox: row.id, reason: String(error) });
  }
}

function happen(parts: TurnParts, conversationId: string, happening: Happening): Promise<CommitOutcome> {
  return runUntilCommitted(parts, conversationId, { ...happening, send: (activities) => Promise.resolve(activities) });
}

interface Run extends Happening {
  readonly send: Send;
  readonly claim?: Claim;
}

async function runUntilCommitted(parts: TurnParts, conversationId: string, run: Run): Promise<CommitOutcome> {
  for (let tries = 0; tries < maxRuns; tries++) {
    const found = await parts.store.read((tables) => loadFor(parts, tables, conversationId, run));
    if (found === null) return { type: 'dropped' };
    const outcome = await runOnce(parts, found, { ...run, to: found.to });
    if (outcome.type !== 'moved') return outcome;
  }
  return { type: 'moved' };
}

async function runOnce(parts: TurnParts, { conversation, link }: Found, run: Run & { to: Speech['to'] }): Promise<CommitOutcome> {
  const channel = parts.channel(run.to.address.channel);
  const result = parts.engine().run(run.input, {
    ...contextOf(conversation, channel, parts.operator, parts.universe.now()),
    link: { ...link, fresh: freshLink(parts.channels(), channel) },
  });
  for (const fault of result.faults) parts.logger.warn('author fault', { fault });
  const activities = await run.send(result.replies);
  const commit = { ...commitOf(parts, conversation, result, run), speech: { ...speechOf(run, channel), activities } };
  try {
    const committed = await parts.store.write((tables) => commitTurn(tables, commit, parts.universe));
    afterCommit(parts, commit, result, committed);
    return { type: 'committed', rows: committed.rows };
  } catch (error) {
    if (error instanceof Rollback) return { type: error.outcome };
    throw error;
  }
}

function afterCommit(parts: TurnParts, commit: TurnCommit, result: TurnResult, { rows, moved }: Committed): void {
  if (moved !== null) followMove(parts, moved);
  parts.live.announceRows(moved?.current ?? commit.conversation.id, rows);
  if (commit.speech.delivery === 'push' && rows.length > 0) parts.wakeOutbox();
  const hasQueueNews =
    moved !== null || commit.owner !== commit.conversation.owner || result.effects.some(({ type }) => type === 'rate-handoff');
  const { handoff, partnerId } = commit.conversation;
  if (handoff !== null) parts.live.announceDesk(partnerId, { type: 'transcript-grown', handoffId: handoff.id });
  if (result.effects.some(({ type }) => type === 'share-media')) parts.wakeMedia();
  if (hasQueueNews) parts.queueChanged(partnerId);
}

function followMove({ live, wake }: TurnParts, { from, to, isOnePerson }: Moved): void {
  if (isOnePerson) live.forward(from, to);
  wake(to);
}

/** What middleware said by itself, committed after its turn. */
export async function speakExtra(
  store: Store,
  universe: Universe,
  row: InboxRow,
  channel: Channel,
  activities: readonly Activity[],
): Promise<void> {
  const speech = { activities, ...speechOf({ to: seatOf(row), cause: `${row.id}:extra`, ...plainReply }, channel) };
  await store.write((tables) => speak(tables, row.conversationId, speech, universe));
}

function seatOf(row: InboxRow): Speech['to'] {
  return { addressId: row.addressId, address: row.address };
}

const plainReply = { kind: 'reply', expiresAt: null, owner: null, also: () => Promise.resolve(true) } as const;

interface Found {
  readonly conversation: LoadedConversation;
  readonly link: Omit<LinkContext, 'fresh'>;
  readonly to: Speech['to'];
}

async function loadFor(parts: TurnParts, tables: Tables, conversationId: string, run: Run): Promise<Found | null> {
  const conversation = await tables.conversations.load(conversationId);
  const to = conversation === null ? null : (run.to ?? (await lastSeat(tables, conversationId)));
  if (conversation === null || to === null) return null;
  const channel = parts.channel(to.address.channel);
  const { input } = run;
  const question = { conversation, addressId: to.addressId, channel, input, now: parts.universe.now() };
  return { conversation, to, link: await loadLink(tables, question) };
}

async function lastSeat({ conversations }: Tables, conversationId: string): Promise<Speech['to'] | null> {
  const last = await conversations.lastAddress(conversationId);
  return last === null ? null : { addressId: last.id, address: last.address };
}

function contextOf(
  conversation: LoadedConversation,
  channel: Channel,
  operator: Operator,
  now: number,
): Omit<TurnContext, 'link'> {
  const { state, owner, contact, subscription, handoff, messages, since } = conversation;
  return {
    state,
    owner,
    contact,
    subscription,
    handoff,
    channel: channel.capabilities,
    operator,
    now,
    kept: { messages, since },
  };
}

function commitOf(
  parts: TurnParts,
  conversation: LoadedConversation,
  result: TurnResult,
  run: Happening & { claim?: Claim },
): Omit<TurnCommit, 'speech'> {
  const owner = run.owner ?? ownerAfter(conversation.owner, result.effects);
  const { state, effects } = result;
  const canKnock = (name: string): boolean => {
    const { delivery, capabilities } = parts.channel(name);
    return delivery === 'push' && capabilities.pillWindowMs === undefined;
  };
  return {
    conversation,
    state,
    owner,
    effects,
    canKnock,
    also: run.also,
    ...(run.claim === undefined ? {} : { claim: run.claim }),
  };
}

function speechOf(
  run: {
    readonly to: { readonly addressId: string; readonly address: Address };
    readonly cause: string;
    readonly kind: OutboxKind;
    readonly expiresAt: number | null;
  },
  channel: Channel,
): Omit<Speech, 'activities'> {
  const { to, cause, kind, expiresAt } = run;
  return { actor: 'bot', kind, to, cause, delivery: channel.delivery, expiresAt };
}

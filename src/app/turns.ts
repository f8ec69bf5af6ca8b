import type { Activity } from '../domain/activity.ts';
import type { Address } from '../domain/contact.ts';
import type { Owner } from '../domain/conversation.ts';
import type { Engine } from '../domain/engine.ts';
import { SportelloError } from '../domain/errors.ts';
import type { OutboxKind } from '../domain/outbox.ts';
import type { Operator, TurnContext, TurnInput, TurnResult } from '../domain/turn.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { Channel } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import type { Claim, InboxRow, LoadedConversation, Store, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import { ownerAfter } from './apply-effects.ts';
import type { Bot, Send } from './bot.ts';
import type { CommitOutcome, Speech, TurnCommit } from './commit-turn.ts';
import { commitTurn, Rollback, speak } from './commit-turn.ts';
import type { Live } from './live.ts';

export interface TurnParts {
  readonly store: Store;
  readonly bot: Bot;
  /** The engine of the moment: a reload replaces it between two turns. */
  readonly engine: () => Engine;
  readonly channel: (name: string) => Channel;
  readonly live: Live;
  readonly operator: Operator;
  readonly universe: Universe;
  readonly logger: Logger;
  /** Called after a commit that left something to send. */
  readonly wakeOutbox: () => void;
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
    input: { type: 'activity', activity: row.activity },
    cause: row.id,
    to: seatOf(row),
    send,
    ...(claim === undefined ? {} : { claim }),
    also: async ({ inbox }) => {
      await inbox.done(row.id, parts.universe.now());
      return true;
    },
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
    const found = await parts.store.read((tables) => loadFor(tables, conversationId, run.to));
    if (found === null) return { type: 'dropped' };
    const outcome = await runOnce(parts, found.conversation, { ...run, to: found.to });
    if (outcome.type !== 'moved') return outcome;
  }
  return { type: 'moved' };
}

async function runOnce(
  parts: TurnParts,
  conversation: LoadedConversation,
  run: Run & { to: Speech['to'] },
): Promise<CommitOutcome> {
  const channel = parts.channel(run.to.address.channel);
  const result = parts.engine().run(run.input, contextOf(conversation, channel, parts.operator, parts.universe.now()));
  for (const fault of result.faults) parts.logger.warn('author fault', { fault });
  const activities = await run.send(result.replies);
  const commit = { ...commitOf(conversation, result, run), speech: { ...speechOf(run, channel), activities } };
  try {
    const rows = await parts.store.write((tables) => commitTurn(tables, commit, parts.universe));
    afterCommit(parts, commit, result, rows);
    return { type: 'committed', rows };
  } catch (error) {
    if (error instanceof Rollback) return { type: error.outcome };
    throw error;
  }
}

function afterCommit(parts: TurnParts, commit: TurnCommit, result: TurnResult, rows: readonly TranscriptRow[]): void {
  parts.live.announceRows(commit.conversation.id, rows);
  if (commit.speech.delivery === 'push' && rows.length > 0) parts.wakeOutbox();
  const hasQueueNews = commit.owner !== commit.conversation.owner || result.effects.some(({ type }) => type === 'rate-handoff');
  const { handoff, partnerId } = commit.conversation;
  if (handoff !== null) parts.live.announceDesk(partnerId, { type: 'transcript-grown', handoffId: handoff.id });
  if (hasQueueNews) parts.queueChanged(partnerId);
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

async function loadFor(
  tables: Tables,
  conversationId: string,
  to: Speech['to'] | null,
): Promise<{ conversation: LoadedConversation; to: Speech['to'] } | null> {
  const conversation = await tables.conversations.load(conversationId);
  if (conversation === null) return null;
  if (to !== null) return { conversation, to };
  const last = await tables.conversations.lastAddress(conversationId);
  return last === null ? null : { conversation, to: { addressId: last.id, address: last.address } };
}

function contextOf(conversation: LoadedConversation, channel: Channel, operator: Operator, now: number): TurnContext {
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
  conversation: LoadedConversation,
  result: TurnResult,
  run: Happening & { claim?: Claim },
): Omit<TurnCommit, 'speech'> {
  const owner = run.owner ?? ownerAfter(conversation.owner, result.effects);
  const { state, effects } = result;
  return { conversation, state, owner, effects, also: run.also, ...(run.claim === undefined ? {} : { claim: run.claim }) };
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

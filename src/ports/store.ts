import type { Activity } from '../domain/activity.ts';
import type { Address, Contact, ContactChanges } from '../domain/contact.ts';
import type { ConversationState, Frame, Owner } from '../domain/conversation.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { InboundActivity, Receipt } from '../domain/inbox.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { OutboxKind, OutboxMessage, OutboxStatus } from '../domain/outbox.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { SendReport } from '../domain/send-report.ts';
import type { Timer, TimerType } from '../domain/timer.ts';
import type { Actor, TranscriptRow } from '../domain/transcript.ts';
import type { LinksTable } from './links.ts';
import type { ProfilesTable } from './profiles.ts';
import type { MentorChatsTable } from './mentor-chats-table.ts';
import type { MediaTable } from './media.ts';
import type { SendsTable } from './sends-table.ts';

/**
 * Everything durable, over SQLite or PostgreSQL. One `write` is one transaction: all of it is on disk when the promise
 * resolves, none of it when it rejects. Nothing slow (network, model) may be awaited inside.
 */
export interface Store {
  /** This process is the database's only one (SQLite): claims of conversations are needless. */
  readonly isSingle: boolean;
  /** Reads a snapshot; may run beside a writer. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /**
   * Joined with other writes into one commit where the database has one writer; each member fails alone. Where several
   * write, `work` may run again after a conflict. Never awaited inside another write: it would wait for itself.
   */
  write<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface Tables {
  readonly people: PeopleTable;
  readonly inbox: InboxTable;
  readonly conversations: ConversationsTable;
  readonly outbox: OutboxTable;
  readonly sends: SendsTable;
  readonly media: MediaTable;
  readonly timers: TimersTable;
  readonly subscriptions: SubscriptionsTable;
  readonly handoffs: HandoffsTable;
  readonly links: LinksTable;
  readonly profiles: ProfilesTable;
  readonly mentors: MentorsTable;
  readonly mentorChats: MentorChatsTable;
  readonly records: RecordsTable;
}

/** Where someone sits: the address row and what it belongs to. */
export interface Seat {
  readonly addressId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly partnerId: string;
}

export interface PeopleTable {
  /** Finds the address, or makes contact, conversation and address; safe when two first messages race. */
  seat(address: Address, partnerId: string, now: number): Promise<Seat>;
  findSeat(address: Address): Promise<Seat | null>;
  /** The seat of an address by its id; null when it was forgotten. */
  seatById(addressId: string): Promise<Seat | null>;
  /** Any seat of the same user of the same account, in whatever thread; null for a stranger. */
  findSeatOfUser(address: Omit<Address, 'thread'>): Promise<Seat | null>;
  /** A further address of someone who is known: another tab's conversation, a linked channel. */
  addAddress(address: Address, seat: Seat, now: number): Promise<void>;
  /** What the channel kept to speak there later; null where it kept nothing, or nobody sits there. */
  placeOf(address: Address): Promise<string | null>;
  keepPlace(address: Address, place: string): Promise<void>;
  contact(id: string): Promise<Contact | null>;
  change(contactId: string, changes: ContactChanges): Promise<void>;
  /**
   * Deletes the contact and everything that hangs on it, and records that it happened (no personal data). The
   * conversation and the address that asked stay as an empty shell under a new contact, so that the last sentence can be
   * delivered and watermarks go on.
   */
  forget(contactId: string, keep: { readonly addressId: string; readonly newContactId: string }, now: number): Promise<void>;
}

export interface InboxRow {
  readonly id: string;
  readonly conversationId: string;
  readonly addressId: string;
  readonly address: Address;
  readonly seq: number;
  readonly activity: Activity;
  readonly attempts: number;
}

export interface InboxTable {
  /** Stores the activity and its transcript row, or finds the copy that came before. */
  insert(item: InboundActivity, partnerId: string, now: number): Promise<Receipt>;
  /** Open rows of a conversation, in arrival order. */
  open(conversationId: string, limit: number): Promise<readonly InboxRow[]>;
  /** Conversations with open rows that nobody works on; several processes never get the same one while its lease runs. */
  claimConversations(limit: number, now: number, leaseMs: number): Promise<readonly Claim[]>;
  /** The same for one conversation; null when another process holds it. */
  claim(conversationId: string, now: number, leaseMs: number): Promise<Claim | null>;
  release(claim: Claim): Promise<void>;
  /** False: the row is another conversation's by now. */
  done(row: Pick<InboxRow, 'id' | 'conversationId'>, now: number): Promise<boolean>;
  /** Counts a failed try; `dead` sets the row aside for the operator so that later rows go on. */
  failed(id: string, error: string, dead: boolean, now: number): Promise<void>;
  dead(limit: number): Promise<readonly (InboxRow & { readonly error: string })[]>;
}

/** The right to work on a conversation until the lease ends. A commit under an older fence is refused. */
export interface Claim {
  readonly conversationId: string;
  readonly fence: number;
}

export interface LoadedConversation {
  readonly id: string;
  readonly partnerId: string;
  readonly version: number;
  readonly owner: Owner;
  readonly state: ConversationState;
  readonly contact: Contact;
  readonly subscription: Subscription | null;
  /** The open one. */
  readonly handoff: Handoff | null;
  readonly messages: number;
  readonly since: number;
}

export interface NewTranscriptRow {
  readonly id: string;
  readonly actor: Actor;
  /** Null: shown at every address (web chat) or at none (notes). */
  readonly addressId: string | null;
  readonly channel: string | null;
  readonly activity: Activity;
}

export interface ConversationsTable {
  load(id: string): Promise<LoadedConversation | null>;
  /** False when the version (or the claim's fence) moved meanwhile: nothing was written, run the turn again. */
  save(
    id: string,
    version: number,
    change: { readonly state: ConversationState; readonly owner: Owner },
    claim?: Claim,
  ): Promise<boolean>;
  /** Appends with consecutive sequence numbers and returns the rows. */
  append(conversationId: string, rows: readonly NewTranscriptRow[], now: number): Promise<readonly TranscriptRow[]>;
  /** Conversations in which a dialog runs, by id, from the one after `after` on. */
  running(after: string, limit: number): Promise<readonly { readonly id: string; readonly stack: readonly Frame[] }[]>;
  /** Rows after `seq`, oldest first; notes only when asked for. */
  transcript(conversationId: string, query: TranscriptQuery): Promise<readonly TranscriptRow[]>;
  lastSeq(conversationId: string): Promise<number>;
  /** The address the person used last on any channel. */
  lastAddress(conversationId: string): Promise<{ readonly id: string; readonly address: Address } | null>;
}

export interface TranscriptQuery {
  readonly after: number;
  readonly limit: number;
  readonly notes: boolean;
  /** Only what was said at this address or everywhere. */
  readonly addressId?: string;
}

export interface NewOutboxRow {
  readonly id: string;
  readonly idemKey: string;
  readonly conversationId: string;
  readonly addressId: string;
  readonly activity: Activity;
  readonly kind: OutboxKind;
  /** `sent` for pull channels: the transcript row is the delivery. */
  readonly status: OutboxStatus;
  readonly notBefore: number;
  readonly expiresAt: number | null;
}

export interface OutboxTable {
  /** False for a row whose idempotency key exists: it was inserted before and is left as it is. */
  insert(rows: readonly NewOutboxRow[], now: number): Promise<readonly boolean[]>;
  /** Marks due rows `sending` and returns them: replies first, and per conversation only the earliest. */
  claimDue(limit: number, now: number, channels: readonly string[]): Promise<readonly OutboxMessage[]>;
  finish(id: string, result: SendResult, now: number): Promise<void>;
  /** What the provider said later: it arrived after all, or, of one that was sent, it failed. */
  correct(id: string, report: SendReport, now: number): Promise<void>;
  /** Rows left `sending` by a process that died: pills become ambiguous, others are tried once more, after their channel's wait. */
  recover(now: number, olderThanMs: number, waits?: ReadonlyMap<string, number>): Promise<number>;
  cancel(conversationId: string, kinds: readonly OutboxKind[], now: number): Promise<number>;
  /** What is ambiguous or dead, for the operator's list. */
  troubled(limit: number): Promise<readonly OutboxMessage[]>;
}

export type SendResult =
  | { readonly status: 'sent'; readonly providerId: string | null }
  | { readonly status: 'retry'; readonly error: string; readonly notBefore: number }
  | { readonly status: 'ambiguous' | 'dead' | 'cancelled'; readonly error: string };

export interface TimersTable {
  /** Sets or moves the one timer of this type and scope; the version goes up. */
  set(timer: {
    readonly id: string;
    readonly partnerId: string;
    readonly type: TimerType;
    readonly scope: string;
    readonly conversationId: string;
    readonly fireAt: number;
  }): Promise<void>;
  cancel(type: TimerType, scope: string): Promise<void>;
  due(now: number, limit: number): Promise<readonly Timer[]>;
  /** When the next one fires; null: none is set. */
  next(): Promise<number | null>;
  /** Removes the timer if it still has this version: false means a stale fire, to be skipped. */
  take(timer: Timer): Promise<boolean>;
}

export interface Delivery {
  readonly subscriptionId: string;
  readonly localDate: string;
  readonly pill: string | null;
  readonly outcome: 'sent' | 'late' | 'paused' | 'silenced' | 'out-of-reach' | 'none-left';
}

export interface SubscriptionsTable {
  byId(id: string): Promise<Subscription | null>;
  save(subscription: Subscription, now: number): Promise<void>;
  /** Where its pills go from now on; null: to the address used last. */
  sendTo(id: string, addressId: string | null): Promise<void>;
  /** Where its pills go; null: to the address used last. */
  placeOf(id: string): Promise<{ readonly id: string; readonly address: Address } | null>;
  /** Takes over what another one delivered, and ends that one. */
  adopt(from: string, to: string): Promise<void>;
  /** False when this local date was served before. */
  deliver(delivery: Delivery, now: number): Promise<boolean>;
  /** Pills sent so far, oldest first. */
  sentPills(subscriptionId: string): Promise<readonly string[]>;
}

export interface HandoffsTable {
  byId(id: string): Promise<Handoff | null>;
  /** Rejects when the conversation has an open one. */
  open(handoff: Handoff): Promise<void>;
  /** False when the version moved: somebody was quicker. */
  save(handoff: Handoff, expectedVersion: number): Promise<boolean>;
  /** Open ones, risk and promise first; then, when asked, closed ones, newest first. */
  list(partnerId: string, query: { readonly open: boolean; readonly limit: number }): Promise<readonly Handoff[]>;
  /** The last one closed, if it was not rated yet. */
  unrated(conversationId: string): Promise<Handoff | null>;
}

export interface StoredMentor extends Mentor {
  /** argon2id in PHC form; null until the sign-in link was used. */
  readonly passwordHash: string | null;
}

export interface SignIn {
  readonly id: string;
  readonly mentorId: string;
  readonly kind: 'link' | 'session' | 'chat';
  /** SHA-256 of the secret, hex; the secret itself is never stored. */
  readonly secretHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface MentorsTable {
  list(partnerId: string): Promise<readonly StoredMentor[]>;
  byId(id: string): Promise<StoredMentor | null>;
  byName(partnerId: string, name: string): Promise<StoredMentor | null>;
  save(mentor: StoredMentor): Promise<void>;
  addSignIn(signIn: SignIn): Promise<void>;
  signIn(kind: SignIn['kind'], secretHash: string): Promise<SignIn | null>;
  /** False when it was gone already: a link works once. */
  endSignIn(id: string): Promise<boolean>;
  endSignInsOf(mentorId: string): Promise<number>;
}

export interface RecordsTable {
  feedback(
    row: { readonly conversationId: string; readonly entry: string; readonly useful: boolean },
    now: number,
  ): Promise<void>;
  miss(
    row: { readonly conversationId: string; readonly text: string; readonly language: string; readonly country: string | null },
    now: number,
  ): Promise<void>;
  pillAnswer(
    row: { readonly conversationId: string; readonly pill: string; readonly right: boolean },
    now: number,
  ): Promise<void>;
  /** Appends to the hash-chained audit log. Facts carry ids, never words. */
  audit(event: string, facts: Readonly<Record<string, string | number | null>>, now: number): Promise<void>;
  /** The service's own small values (secrets with PostgreSQL, markers). */
  setting(key: string): Promise<string | null>;
  /** Keeps the value that was there first. Returns the one that counts. */
  keepSetting(key: string, value: string): Promise<string>;
}

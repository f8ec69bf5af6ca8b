import type { Actor } from '../domain/transcript.ts';
import type { HandoffStatus } from '../domain/handoff.ts';
import type { MentorCardsRow, MentorMessagesRow, MentorSeatsRow } from './schema-mentor-chats.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { OutboxKind, OutboxStatus } from '../domain/outbox.ts';
import type { Owner } from '../domain/conversation.ts';
import type { Risk } from '../domain/answer.ts';
import type { SignIn } from '../ports/store.ts';
import type { MediaRow } from './schema-media.ts';
import type { HeldMessagesRow, SendReportsRow } from './schema-sends.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { TimerType } from '../domain/timer.ts';
import type { LinkCodesRow, LinkGuessesRow } from './schema-links.ts';
import type { ProfilesRow } from './schema-profiles.ts';
import type { Generated } from 'kysely';

/**
 * The tables as the queries see them, the same on both engines. Times are milliseconds since 1970, ids UUIDv7 as text,
 * JSON is text, truth values are 0 and 1.
 */
export interface Database {
  readonly contacts: ContactsRow;
  readonly conversations: ConversationsRow;
  readonly addresses: AddressesRow;
  readonly activities: ActivitiesRow;
  readonly inbox: InboxTableRow;
  readonly outbox: OutboxRow;
  readonly attempts: AttemptsRow;
  readonly send_reports: SendReportsRow;
  readonly held_messages: HeldMessagesRow;
  readonly media: MediaRow;
  readonly timers: TimersRow;
  readonly subscriptions: SubscriptionsRow;
  readonly deliveries: DeliveriesRow;
  readonly handoffs: HandoffsRow;
  readonly mentors: MentorsRow;
  readonly mentor_seats: MentorSeatsRow;
  readonly mentor_cards: MentorCardsRow;
  readonly mentor_messages: MentorMessagesRow;
  readonly sign_ins: SignInsRow;
  readonly feedback: FeedbackRow;
  readonly misses: MissesRow;
  readonly pill_answers: PillAnswersRow;
  readonly audit: AuditRow;
  readonly audit_head: AuditHeadRow;
  readonly erasures: ErasuresRow;
  readonly settings: SettingsRow;
  readonly link_codes: LinkCodesRow;
  readonly link_guesses: LinkGuessesRow;
  readonly profiles: ProfilesRow;
  readonly migrations: MigrationsRow;
}

export interface ContactsRow {
  id: string;
  partner_id: string;
  language: string | null;
  second_language: string | null;
  country: string | null;
  city: string | null;
  zone: string | null;
  sector: string | null;
  stage: string | null;
  created_at: number;
}

export interface ConversationsRow {
  id: string;
  partner_id: string;
  contact_id: string;
  state: string;
  owner: Owner;
  version: Generated<number>;
  /** Sequence number of the newest activity. */
  last_seq: Generated<number>;
  last_address_id: string | null;
  /** PostgreSQL alone uses these two: SQLite's one process keeps its leases in memory. */
  lease_until: Generated<number>;
  fence: Generated<number>;
  created_at: number;
}

export interface AddressesRow {
  id: string;
  partner_id: string;
  contact_id: string;
  conversation_id: string;
  channel: string;
  account: string;
  external_user: string;
  thread: string;
  created_at: number;
  /** A conversation reference, or whatever else the channel kept. */
  place: string | null;
}

export interface ActivitiesRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  seq: number;
  actor: Actor;
  address_id: string | null;
  channel: string | null;
  activity: string;
  at: number;
}

/** Its id is also its activity's id; the words are stored once, in `activities`. */
export interface InboxTableRow {
  id: string;
  partner_id: string;
  channel: string;
  dedupe_key: string;
  conversation_id: string;
  address_id: string;
  seq: number;
  status: 'open' | 'done' | 'dead';
  attempts: Generated<number>;
  error: string | null;
  received_at: number;
  done_at: number | null;
}

export interface OutboxRow {
  /** Order of insertion. */
  place: Generated<number>;
  id: string;
  partner_id: string;
  idem_key: string;
  conversation_id: string;
  address_id: string;
  activity: string;
  kind: OutboxKind;
  priority: number;
  status: OutboxStatus;
  attempts: Generated<number>;
  /** How often the row was tried again after a crash left its outcome unknown. */
  resends: Generated<number>;
  not_before: number;
  expires_at: number | null;
  provider_id: string | null;
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** Append-only: what happened to each try of each outbox row. */
export interface AttemptsRow {
  outbox_id: string;
  attempt: number;
  event: OutboxStatus;
  partner_id: string;
  at: number;
  detail: string | null;
}

export interface TimersRow {
  id: string;
  partner_id: string;
  type: TimerType;
  scope: string;
  conversation_id: string;
  fire_at: number;
  version: Generated<number>;
}

export interface SubscriptionsRow {
  id: string;
  partner_id: string;
  contact_id: string;
  conversation_id: string;
  topics: string;
  zone: string;
  local_time: string;
  paused_until: number | null;
  status: Subscription['status'];
  generation: number;
  asked_on: string | null;
  created_at: number;
  updated_at: number;
  /** Where the pills go; null: the address used last. */
  address_id: string | null;
}

export interface DeliveriesRow {
  subscription_id: string;
  local_date: string;
  partner_id: string;
  pill: string | null;
  outcome: 'sent' | 'late' | 'paused' | 'silenced' | 'out-of-reach' | 'none-left';
  at: number;
}

export interface HandoffsRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  status: HandoffStatus;
  topic: string | null;
  risk: Risk;
  reason: string;
  language: string;
  country: string | null;
  mentor_id: string | null;
  opened_at: number;
  claimed_at: number | null;
  closed_at: number | null;
  promised_at: number;
  rating: number | null;
  version: number;
}

export interface MentorsRow {
  id: string;
  partner_id: string;
  name: string;
  role: Mentor['role'];
  languages: string;
  active: number;
  password_hash: string | null;
  created_at: number;
}

export interface SignInsRow {
  id: string;
  partner_id: string;
  mentor_id: string;
  kind: SignIn['kind'];
  secret_hash: string;
  created_at: number;
  expires_at: number;
}

export interface FeedbackRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  entry: string;
  useful: number;
  at: number;
}

export interface MissesRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  text: string;
  language: string;
  country: string | null;
  at: number;
}

export interface PillAnswersRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  pill: string;
  right: number;
  at: number;
}

export interface AuditRow {
  seq: number;
  partner_id: Generated<string>;
  at: number;
  event: string;
  facts: string;
  previous_hash: string;
  hash: string;
}

/** One row: the end of the chain, and the lock that orders its writers. */
export interface AuditHeadRow {
  id: number;
  seq: number;
  hash: string;
}

/** That somebody was forgotten, so that a restored backup can forget them again. The id means nothing any more. */
export interface ErasuresRow {
  contact_id: string;
  partner_id: string;
  at: number;
}

export interface SettingsRow {
  key: string;
  partner_id: Generated<string>;
  value: string;
}

export interface MigrationsRow {
  name: string;
  at: number;
}

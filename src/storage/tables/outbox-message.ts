import type { Activity } from '../../domain/activity.ts';
import type { Builder } from '../statement.ts';
import type { OutboxKind, OutboxMessage, OutboxStatus } from '../../domain/outbox.ts';

/** Outbox rows with where they go to. */
export function messagesWhere(db: Builder) {
  return db
    .selectFrom('outbox')
    .innerJoin('addresses', 'addresses.id', 'outbox.address_id')
    .select([
      'outbox.id',
      'outbox.idem_key',
      'outbox.conversation_id',
      'outbox.activity',
      'outbox.kind',
      'outbox.status',
      'outbox.attempts',
      'outbox.not_before',
      'outbox.expires_at',
      'addresses.channel',
      'addresses.account',
      'addresses.external_user',
      'addresses.thread',
    ]);
}

interface MessageColumns {
  readonly id: string;
  readonly idem_key: string;
  readonly conversation_id: string;
  readonly activity: string;
  readonly kind: OutboxKind;
  readonly status: OutboxStatus;
  readonly attempts: number;
  readonly not_before: number;
  readonly expires_at: number | null;
  readonly channel: string;
  readonly account: string;
  readonly external_user: string;
  readonly thread: string;
}

export function outboxMessageOf(row: MessageColumns): OutboxMessage {
  return {
    id: row.id,
    idemKey: row.idem_key,
    conversationId: row.conversation_id,
    address: { channel: row.channel, account: row.account, externalUser: row.external_user, thread: row.thread },
    activity: JSON.parse(row.activity) as Activity,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
  };
}

import { insertAttempts, unsent, waiting } from './outbox-attempts.ts';
import { messagesWhere, outboxMessageOf } from './outbox-message.ts';
import { statement } from '../statement.ts';
import type { Builder, Runner } from '../statement.ts';
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../schema.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';

/** Marks due rows `sending`. Of each conversation only the first unsent one is due; replies before notices before pills. */
export async function claimDueRows(
  run: Runner,
  limit: number,
  now: number,
  channels: readonly string[],
): Promise<readonly OutboxMessage[]> {
  if (channels.length === 0) return [];
  const due = await run.many(
    dueOn,
    channels.map((channel) => ({ channel, now, limit })),
  );
  if (due.length === 0) return [];
  const marks = due.map(({ id }) => ({ id, now }));
  await run.many(markSending, marks);
  const claimed = await run.many(messagesById, marks);
  await run.many(
    insertAttempts,
    claimed.map((row) => ({
      outboxId: row.id,
      attempt: row.attempts,
      event: 'sending' as const,
      partnerId: row.partner_id,
      at: now,
      detail: null,
    })),
  );
  return claimed.map(outboxMessageOf);
}

interface Sought {
  readonly channel: string;
  readonly now: number;
  readonly limit: number;
}

/** One set of values per channel; moment and limit are the same in all of them. */
const dueOn = statement((db, channels: readonly Sought[], engine) => {
  const rows = dueRows(db, channels);
  return engine === 'postgres' ? rows.forUpdate('outbox').skipLocked() : rows;
});

function dueRows(db: Builder, channels: readonly Sought[]) {
  const { now, limit } = channels[0] as Sought;
  return db
    .selectFrom('outbox')
    .innerJoin('addresses', 'addresses.id', 'outbox.address_id')
    .select('outbox.id')
    .where('outbox.status', 'in', unsent)
    .where('outbox.status', 'in', waiting)
    .where('outbox.not_before', '<=', now)
    .where(
      'addresses.channel',
      'in',
      channels.map(({ channel }) => channel),
    )
    .where((eb) => eb.not(eb.exists(earlierOne(eb))))
    .orderBy('outbox.priority')
    .orderBy('outbox.place')
    .limit(limit);
}

function earlierOne(eb: ExpressionBuilder<Database, 'outbox'>) {
  return eb
    .selectFrom('outbox as other')
    .select('other.id')
    .whereRef('other.conversation_id', '=', 'outbox.conversation_id')
    .where('other.status', 'in', unsent)
    .where(({ eb: other, or, and, ref }) =>
      or([
        other('other.priority', '<', ref('outbox.priority')),
        and([other('other.priority', '=', ref('outbox.priority')), other('other.place', '<', ref('outbox.place'))]),
      ]),
    );
}

interface Mark {
  readonly id: string;
  readonly now: number;
}

const idsOf = (marks: readonly Mark[]) => marks.map(({ id }) => id);

const markSending = statement((db, marks: readonly Mark[]) =>
  db
    .updateTable('outbox')
    .set((eb) => ({ status: 'sending' as const, attempts: eb('attempts', '+', 1), updated_at: (marks[0] as Mark).now }))
    .where('id', 'in', idsOf(marks)),
);

const messagesById = statement((db, marks: readonly Mark[]) =>
  messagesWhere(db)
    .select('outbox.partner_id')
    .where('outbox.id', 'in', idsOf(marks))
    .orderBy('outbox.priority')
    .orderBy('outbox.place'),
);

import { cancelRows, finishRow, recoverRows } from './outbox-sending.ts';
import { claimDueRows } from './outbox-claiming.ts';
import { correctRow } from './outbox-correcting.ts';
import { messagesWhere, outboxMessageOf } from './outbox-message.ts';
import { outboxPriority } from '../../domain/outbox.ts';
import { partnerOf } from './partner-of.ts';
import { statement } from '../statement.ts';
import type { NewOutboxRow, OutboxTable } from '../../ports/store.ts';
import type { OutboxStatus } from '../../domain/outbox.ts';
import type { Runner } from '../statement.ts';

export function createOutboxTable(run: Runner): OutboxTable {
  return {
    insert: async (rows, now) => {
      if (rows.length === 0) return [];
      const inserted = await run.many(
        insertRows,
        rows.map((row) => ({ ...row, priority: outboxPriority[row.kind], activity: wordsOf(row), now })),
      );
      const ids = new Set(inserted.map((row) => row.id));
      return rows.map((row) => ids.has(row.id));
    },
    claimDue: (limit, now, channels) => claimDueRows(run, limit, now, channels),
    finish: (id, result, now) => finishRow(run, id, result, now),
    correct: (id, report, now) => correctRow(run, id, report, now),
    recover: (now, olderThanMs, waits = new Map()) => recoverRows(run, now, olderThanMs, waits),
    cancel: (conversationId, kinds, now) => cancelRows(run, conversationId, kinds, now),
    troubled: async (limit) => (await run.all(troubledRows, { limit })).map(outboxMessageOf),
  };
}

/** A row that is born sent is never sent from here: the transcript has its words, and a second copy would help nobody. */
function wordsOf(row: NewOutboxRow): string {
  return row.status === 'sent' ? '{}' : JSON.stringify(row.activity);
}

interface Inserted extends Omit<NewOutboxRow, 'activity'> {
  readonly activity: string;
  readonly priority: number;
  readonly now: number;
}

const insertRows = statement((db, rows: readonly Inserted[]) =>
  db
    .insertInto('outbox')
    .values(
      rows.map(($) => ({
        id: $.id,
        partner_id: partnerOf($.conversationId),
        idem_key: $.idemKey,
        conversation_id: $.conversationId,
        address_id: $.addressId,
        activity: $.activity,
        kind: $.kind,
        priority: $.priority,
        status: $.status,
        not_before: $.notBefore,
        expires_at: $.expiresAt,
        created_at: $.now,
        updated_at: $.now,
      })),
    )
    .onConflict((conflict) => conflict.column('idem_key').doNothing())
    .returning('id'),
);

const troubles: readonly OutboxStatus[] = ['ambiguous', 'dead'];

const troubledRows = statement((db, $: { limit: number }) =>
  messagesWhere(db).where('outbox.status', 'in', troubles).orderBy('outbox.place', 'desc').limit($.limit),
);

import { statement } from '../statement.ts';
import type { OutboxStatus } from '../../domain/outbox.ts';

/** To be sent when its time comes. */
export const waiting: readonly OutboxStatus[] = ['pending', 'retry'];
/**
 * Not settled yet: what comes later in the conversation waits for it. Word for word the condition of the outbox's partial
 * indexes; a query that does not repeat it reads the whole table.
 */
export const unsent: readonly OutboxStatus[] = ['pending', 'retry', 'sending'];
/** A result may come late, after the row was recovered: it still counts. */
export const unsettled: readonly OutboxStatus[] = ['sending', 'retry', 'ambiguous'];

/** One thing that happened to one try. */
export interface Attempt {
  readonly outboxId: string;
  readonly attempt: number;
  readonly event: OutboxStatus;
  readonly partnerId: string;
  readonly at: number;
  readonly detail: string | null;
}

export const insertAttempts = statement((db, rows: readonly Attempt[]) =>
  db
    .insertInto('attempts')
    .values(
      rows.map(($) => ({
        outbox_id: $.outboxId,
        attempt: $.attempt,
        event: $.event,
        partner_id: $.partnerId,
        at: $.at,
        detail: $.detail,
      })),
    )
    .onConflict((conflict) => conflict.columns(['outbox_id', 'attempt', 'event']).doNothing()),
);

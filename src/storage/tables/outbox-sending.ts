import { heedEarlierReport } from './outbox-correcting.ts';
import { insertAttempts, unsent, unsettled, waiting } from './outbox-attempts.ts';
import { statement } from '../statement.ts';
import type { OutboxKind, OutboxStatus } from '../../domain/outbox.ts';
import type { Runner } from '../statement.ts';
import type { SendResult } from '../../ports/store.ts';

/** Keeps what became of a send. A row that is settled already stays as it is. */
export async function finishRow(run: Runner, id: string, result: SendResult, now: number): Promise<void> {
  const row =
    result.status === 'retry'
      ? await run.first(retryRow, { id, error: result.error, notBefore: result.notBefore, now })
      : await run.first(settleRow, { id, status: result.status, ...outcomeOf(result), now });
  if (row === undefined) return;
  const detail = result.status === 'sent' ? result.providerId : result.error;
  const event = result.status;
  await run.many(insertAttempts, [{ outboxId: id, attempt: row.attempts, event, partnerId: row.partner_id, at: now, detail }]);
  if (result.status === 'sent' && result.providerId !== null) await heedEarlierReport(run, id, result.providerId, now);
}

function outcomeOf(result: Exclude<SendResult, { status: 'retry' }>) {
  return result.status === 'sent' ? { providerId: result.providerId, error: null } : { providerId: null, error: result.error };
}

/** Settles what a process that died left `sending`: pills are never sent again, everything else once. */
export async function recoverRows(
  run: Runner,
  now: number,
  olderThanMs: number,
  waits: ReadonlyMap<string, number>,
): Promise<number> {
  const before = now - olderThanMs;
  const lost = await run.all(markAmbiguous, { before, now });
  const again = await run.all(sendAgain, { before, now });
  for (const [channel, ms] of waits) await run.all(putOff, { channel, now, notBefore: now + ms });
  const events = [
    ...lost.map((row) => ({ ...row, event: 'ambiguous' as const })),
    ...again.map((row) => ({ ...row, event: 'retry' as const })),
  ];
  if (events.length > 0) {
    await run.many(
      insertAttempts,
      events.map((row) => ({
        outboxId: row.id,
        attempt: row.attempts,
        event: row.event,
        partnerId: row.partner_id,
        at: now,
        detail: unknownOutcome,
      })),
    );
  }
  return events.length;
}

export async function cancelRows(
  run: Runner,
  conversationId: string,
  kinds: readonly OutboxKind[],
  now: number,
): Promise<number> {
  if (kinds.length === 0) return 0;
  const cancelled = await run.query((db) =>
    db
      .updateTable('outbox')
      .set({ status: 'cancelled', updated_at: now })
      .where('conversation_id', '=', conversationId)
      .where('status', 'in', waiting)
      .where('kind', 'in', kinds)
      .returning('id'),
  );
  return cancelled.length;
}

const unknownOutcome = 'The process ended while this was being sent.';

interface Settled {
  readonly id: string;
  readonly status: OutboxStatus;
  readonly providerId: string | null;
  readonly error: string | null;
  readonly now: number;
}

const settleRow = statement((db, $: Settled) =>
  db
    .updateTable('outbox')
    .set({ status: $.status, provider_id: $.providerId, error: $.error, updated_at: $.now })
    .where('id', '=', $.id)
    .where('status', 'in', unsettled)
    .returning(['attempts', 'partner_id']),
);

const retryRow = statement((db, $: { id: string; error: string; notBefore: number; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'retry', error: $.error, not_before: $.notBefore, updated_at: $.now })
    .where('id', '=', $.id)
    .where('status', 'in', unsettled)
    .returning(['attempts', 'partner_id']),
);

const markAmbiguous = statement((db, $: { before: number; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'ambiguous', error: unknownOutcome, updated_at: $.now })
    .where('status', 'in', unsent)
    .where('status', '=', 'sending')
    .where('updated_at', '<=', $.before)
    .where((eb) => eb.or([eb('kind', '=', 'pill'), eb('resends', '>', 0)]))
    .returning(['id', 'attempts', 'partner_id']),
);

/** Just recovered ones whose provider may still say what became of them. */
const putOff = statement((db, $: { channel: string; now: number; notBefore: number }) =>
  db
    .updateTable('outbox')
    .set({ not_before: $.notBefore })
    .where('status', 'in', unsent)
    .where('status', '=', 'retry')
    .where('error', '=', unknownOutcome)
    .where('updated_at', '=', $.now)
    .where('address_id', 'in', db.selectFrom('addresses').select('addresses.id').where('channel', '=', $.channel)),
);

const sendAgain = statement((db, $: { before: number; now: number }) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      status: 'retry' as const,
      resends: eb('resends', '+', 1),
      error: unknownOutcome,
      not_before: $.now,
      updated_at: $.now,
    }))
    .where('status', 'in', unsent)
    .where('status', '=', 'sending')
    .where('updated_at', '<=', $.before)
    .returning(['id', 'attempts', 'partner_id']),
);

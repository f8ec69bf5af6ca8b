import { insertAttempts } from './outbox-attempts.ts';
import { maxSendAttempts } from '../../domain/outbox.ts';
import { providerKey } from './sends-table.ts';
import { statement } from '../statement.ts';
import type { OutboxStatus } from '../../domain/outbox.ts';
import type { Runner } from '../statement.ts';
import type { SendReport } from '../../domain/send-report.ts';

type Failure = Pick<SendReport, 'error' | 'retryAt'>;

/**
 * What the provider says later counts: what was given up as unknown has arrived, or what was sent did not. A row that is
 * being sent is left to its sender, who finds the report of a failure.
 */
export async function correctRow(run: Runner, id: string, report: SendReport, now: number): Promise<void> {
  if (report.status === 'failed') await failRow(run, id, report, now);
  else if (report.part === null) await arriveRow(run, id, report.providerId, now);
}

/** The report of a failure was quicker than the answer to the send. */
export async function heedEarlierReport(run: Runner, id: string, providerId: string, now: number): Promise<void> {
  const failure = await run.first(failureOf, { key: providerKey(providerId) });
  if (failure !== undefined) await failRow(run, id, failure, now);
}

async function arriveRow(run: Runner, id: string, providerId: string, now: number): Promise<void> {
  const row = await run.first(markArrived, { id, providerId, now });
  if (row !== undefined) await keepEvent(run, { ...row, id, event: 'sent', detail: providerId, now });
}

async function failRow(run: Runner, id: string, { error, retryAt }: Failure, now: number): Promise<void> {
  const again = retryAt === null ? undefined : await run.first(markAgain, { id, error, retryAt, now });
  const row = again ?? (await run.first(markFailed, { id, error, now }));
  const event = again === undefined ? 'dead' : 'retry';
  if (row !== undefined) await keepEvent(run, { ...row, id, event, detail: error, now });
}

interface Event {
  readonly id: string;
  readonly attempts: number;
  readonly partner_id: string;
  readonly event: OutboxStatus;
  readonly detail: string | null;
  readonly now: number;
}

async function keepEvent(run: Runner, { id, attempts, partner_id: partnerId, event, detail, now }: Event): Promise<void> {
  await run.many(insertAttempts, [{ outboxId: id, attempt: attempts, event, partnerId, at: now, detail }]);
}

/** Whatever waited for this answer: a send under way, a second try that is planned, an unknown outcome. */
const unknown: readonly OutboxStatus[] = ['sending', 'retry', 'ambiguous'];
const correctable: readonly OutboxStatus[] = ['sent', 'ambiguous'];

const failureOf = statement((db, $: { key: string }) =>
  db
    .selectFrom('send_reports')
    .select(['error', 'retry_at as retryAt'])
    .where('provider_key', '=', $.key)
    .where('status', '=', 'failed'),
);

const markArrived = statement((db, $: { id: string; providerId: string; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'sent', provider_id: $.providerId, error: null, updated_at: $.now })
    .where('id', '=', $.id)
    .where('status', 'in', unknown)
    .returning(['attempts', 'partner_id']),
);

const markAgain = statement((db, $: { id: string; error: string | null; retryAt: number; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'retry', error: $.error, not_before: $.retryAt, updated_at: $.now })
    .where('id', '=', $.id)
    .where('status', 'in', correctable)
    .where('attempts', '<', maxSendAttempts)
    .returning(['attempts', 'partner_id']),
);

const markFailed = statement((db, $: { id: string; error: string | null; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'dead', error: $.error, updated_at: $.now })
    .where('id', '=', $.id)
    .where('status', 'in', correctable)
    .returning(['attempts', 'partner_id']),
);

import { SportelloError } from '../../domain/errors.ts';
import { statement } from '../statement.ts';
import type { ActivitiesRow } from '../schema.ts';
import type { NewTranscriptRow } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';

/** Appends to the transcript in two statements: one takes the numbers, one inserts all rows. */
export async function appendRows(
  run: Runner,
  conversationId: string,
  rows: readonly NewTranscriptRow[],
  now: number,
): Promise<readonly TranscriptRow[]> {
  if (rows.length === 0) return [];
  const taken = await run.first(takeNumbers, { conversationId, count: rows.length });
  if (taken === undefined) {
    throw new SportelloError('conversation-gone', `There is no conversation ${conversationId} to append to: it was forgotten.`);
  }
  const first = taken.last_seq - rows.length + 1;
  await run.many(
    insertRows,
    rows.map((row, index) => ({
      ...row,
      activity: JSON.stringify(row.activity),
      conversationId,
      partnerId: taken.partner_id,
      seq: first + index,
      at: now,
    })),
  );
  return rows.map(({ id, actor, channel, addressId, activity }, index) => {
    return { id, conversationId, seq: first + index, actor, channel, addressId, activity, at: now };
  });
}

const takeNumbers = statement((db, $: { conversationId: string; count: number }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ last_seq: eb('last_seq', '+', $.count) }))
    .where('id', '=', $.conversationId)
    .returning(['last_seq', 'partner_id']),
);

interface NumberedRow {
  readonly id: string;
  readonly partnerId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly actor: ActivitiesRow['actor'];
  readonly addressId: string | null;
  readonly channel: string | null;
  readonly activity: string;
  readonly at: number;
}

const insertRows = statement((db, rows: readonly NumberedRow[]) =>
  db.insertInto('activities').values(
    rows.map(($) => ({
      id: $.id,
      partner_id: $.partnerId,
      conversation_id: $.conversationId,
      seq: $.seq,
      actor: $.actor,
      address_id: $.addressId,
      channel: $.channel,
      activity: $.activity,
      at: $.at,
    })),
  ),
);

import type { ActivitiesRow } from '../schema.ts';
import type { Activity } from '../../domain/activity.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';

export function transcriptRowOf(
  row: Pick<ActivitiesRow, 'id' | 'conversation_id' | 'seq' | 'actor' | 'channel' | 'address_id' | 'activity' | 'at'>,
): TranscriptRow {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    actor: row.actor,
    channel: row.channel,
    addressId: row.address_id,
    activity: JSON.parse(row.activity) as Activity,
    at: row.at,
  };
}

import type { MediaKind, MediaState } from '../domain/media.ts';
import type { Generated } from 'kysely';

/** A file of a conversation. Its contact is the conversation's. */
export interface MediaRow {
  id: string;
  partner_id: string;
  conversation_id: string;
  activity_id: string | null;
  kind: MediaKind;
  content_type: string;
  name: string | null;
  size: number;
  /** Name of the blob. */
  sha256: string | null;
  source: string | null;
  state: MediaState;
  attempts: Generated<number>;
  /** Not to be fetched before. */
  fetch_at: number;
  at: number;
}

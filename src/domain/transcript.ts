import type { Activity } from './activity.ts';

/** Who said it. `note` is a mentor's note that the person never sees. */
export type Actor = 'contact' | 'bot' | 'mentor' | 'note';

/** One activity of a conversation, in the order in which it was stored. */
export interface TranscriptRow {
  readonly id: string;
  readonly conversationId: string;
  /** From 1, without gaps; a web chat's watermark. */
  readonly seq: number;
  readonly actor: Actor;
  /** Null for rows that went to no channel (notes). */
  readonly channel: string | null;
  /** Where it was said; null: everywhere (or nowhere, for notes). */
  readonly addressId: string | null;
  readonly activity: Activity;
  readonly at: number;
}

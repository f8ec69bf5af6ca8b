import type { Activity } from './activity.ts';
import type { Address } from './contact.ts';

/** What a channel hands in: one activity, where it came from, and the key that makes a second copy of it recognisable. */
export interface InboundActivity {
  readonly address: Address;
  /** Unique per channel for 14 days: Telegram (bot, update_id), Direct Line (conversation, clientActivityID) … */
  readonly dedupeKey: string;
  readonly activity: Activity;
}

/** What became of it. `duplicate`: the same key came before; the ids are those of the first copy. */
export interface Receipt {
  readonly status: 'stored' | 'duplicate';
  readonly inboxId: string;
  readonly activityId: string;
  readonly conversationId: string;
  readonly addressId: string;
  /** Place in the conversation's transcript. */
  readonly seq: number;
}

/** Beyond this an activity's text is stored whole, but only its beginning is analysed. */
export const analysedTextLength = 4096;

import type { Attachment } from './activity.ts';
import type { Risk } from './answer.ts';
import type { ContactChanges } from './contact.ts';
import type { PillTopic } from './pill.ts';

/** What a turn wants done besides speaking. Carried out in the turn's own commit; named as an order. */
export type Effect =
  | { readonly type: 'change-contact'; readonly changes: ContactChanges }
  | { readonly type: 'open-handoff'; readonly topic: string | null; readonly risk: Risk; readonly reason: string }
  | { readonly type: 'rate-handoff'; readonly stars: number }
  | { readonly type: 'subscribe'; readonly topics: readonly PillTopic[]; readonly localTime: string; readonly zone: string }
  | { readonly type: 'pause-subscription'; readonly days: number }
  | { readonly type: 'end-subscription' }
  | { readonly type: 'record-feedback'; readonly entry: string; readonly useful: boolean }
  | { readonly type: 'record-pill-answer'; readonly pill: string; readonly right: boolean }
  /** An unanswered question, kept for the authors. */
  | { readonly type: 'record-miss'; readonly text: string; readonly language: string; readonly country: string | null }
  /** Files of a message may be seen by the mentor from now on. */
  | { readonly type: 'share-media'; readonly activityId: string; readonly attachments: readonly Attachment[] }
  | { readonly type: 'forget-contact' }
  /** Keeps the code that the person was told, as a hash. */
  | { readonly type: 'make-link-code'; readonly code: string; readonly until: number }
  | { readonly type: 'count-wrong-code' }
  /** Joins this person with the one who made the code of this id. */
  | { readonly type: 'join-contacts'; readonly link: string }
  /** Gives an account its own contact again; null: the one that the person writes from. */
  | { readonly type: 'separate-address'; readonly address: string | null }
  /** Another person writes from this address; `to` null: a new one by that name. `own`: what who wrote so far is called. */
  | { readonly type: 'switch-profile'; readonly to: string | null; readonly name: string; readonly own: string | null };

export type EffectType = Effect['type'];

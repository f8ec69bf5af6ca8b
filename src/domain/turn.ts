import type { Activity, AnswerOutcome } from './activity.ts';
import type { ChannelCapabilities } from './channel.ts';
import type { Contact } from './contact.ts';
import type { ConversationState, Owner } from './conversation.ts';
import type { DialogTrigger } from './dialog.ts';
import type { Effect } from './effect.ts';
import type { Handoff } from './handoff.ts';
import type { Json } from './json.ts';
import type { LinkContext } from './link.ts';
import type { Subscription } from './subscription.ts';

/** What sets a turn off: the person said something, or something happened that a dialog answers to. */
export type TurnInput =
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'happening'; readonly trigger: DialogTrigger; readonly values: Readonly<Record<string, Json>> };

/** Everything a turn may know. Loaded before it, never during it. */
export interface TurnContext {
  readonly state: ConversationState;
  readonly owner: Owner;
  readonly contact: Contact;
  readonly subscription: Subscription | null;
  readonly handoff: Handoff | null;
  readonly channel: ChannelCapabilities;
  readonly operator: Operator;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What is kept about the person, for "my data". */
  readonly kept: KeptData;
  readonly link: LinkContext;
}

/** Who runs the service. Null where the operator set nothing. */
export interface Operator {
  readonly name: string | null;
  readonly contact: string | null;
  readonly privacyUrl: string | null;
}

export interface KeptData {
  readonly messages: number;
  readonly since: number;
}

export interface TurnResult {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
  readonly replies: readonly Activity[];
  readonly outcome: AnswerOutcome | null;
  /** Authors' mistakes met on the way: logged, never shown. */
  readonly faults: readonly string[];
}

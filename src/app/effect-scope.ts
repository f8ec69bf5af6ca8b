import type { ConversationState, Owner } from '../domain/conversation.ts';
import type { LoadedConversation, Tables } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** What an effect may touch, within the turn's own transaction. */
export interface EffectScope {
  readonly tables: Tables;
  readonly conversation: LoadedConversation;
  /** What the turn leaves. */
  readonly state: ConversationState;
  readonly owner: Owner;
  /** The address the person wrote from, and its channel. */
  readonly addressId: string;
  readonly channel: string;
  readonly universe: Universe;
  /** Whether this channel takes pills to a person who is not looking and did not ask for them there. */
  readonly canKnock: (channel: string) => boolean;
}

/** That addresses changed their conversation. Where nothing did, nothing is told. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** The conversation to which the address of the turn belongs now. */
  readonly current: string;
  /** Who watched what was said in the first may watch the second. */
  readonly isOnePerson: boolean;
}

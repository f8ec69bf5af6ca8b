import type { Owner } from './conversation.ts';
import type { Json, JsonObject } from './json.ts';
import type { LinkOffer } from './link.ts';

/**
 * One thing said or done in a conversation, in Bot Framework's vocabulary and field names, so that what we store is what
 * a Direct Line client, a Bot Framework channel or a third-party middleware reads.
 * Source of the names: Bot Framework Activity schema 3.
 */
export interface Activity {
  readonly type: 'message' | 'event' | 'typing' | 'conversationUpdate' | 'endOfConversation';
  readonly id?: string;
  /** ISO 8601, UTC. */
  readonly timestamp?: string;
  readonly channelId?: string;
  readonly from?: Account;
  readonly recipient?: Account;
  readonly conversation?: { readonly id: string };
  /** BCP 47 tag: of the channel's client on the way in, of the text on the way out. */
  readonly locale?: string;
  readonly text?: string;
  readonly textFormat?: 'plain' | 'markdown';
  /** `event` only: what happened (`handoff.initiate`, `handoff.status`, …). */
  readonly name?: string;
  readonly value?: Json;
  readonly attachments?: readonly Attachment[];
  readonly suggestedActions?: { readonly actions: readonly CardAction[] };
  readonly replyToId?: string;
  readonly channelData?: ChannelData;
}

export interface Account {
  readonly id: string;
  readonly name?: string;
  readonly role?: 'user' | 'bot';
}

export interface Attachment {
  readonly contentType: string;
  readonly contentUrl?: string;
  readonly name?: string;
  readonly content?: Json;
}

/** A button. `postBack` carries `value` back without showing it, `messageBack` with a text to show; `imBack` says it aloud. */
export interface CardAction {
  readonly type: 'postBack' | 'messageBack' | 'imBack' | 'openUrl';
  readonly title: string;
  readonly value: string;
  /** Of a `messageBack`: what is sent as the person's words, and what the client shows. */
  readonly text?: string;
  readonly displayText?: string;
}

/** What rides along without being text. Everything of ours sits under `sportello`; other keys belong to the channel. */
export interface ChannelData {
  readonly clientActivityID?: string;
  readonly sportello?: SportelloData;
  readonly [key: string]: unknown;
}

export interface SportelloData {
  /** Who speaks: the assistant, a mentor by first name, or the service itself. */
  readonly speaker?: { readonly kind: 'bot' | 'mentor'; readonly name?: string };
  /** What the assistant did with the question; absent where there was none. */
  readonly outcome?: AnswerOutcome;
  readonly entry?: string;
  readonly brief?: string;
  /** 0–1: how probable it is that the entry answers the question. */
  readonly probability?: number;
  readonly language?: string;
  readonly direction?: 'ltr' | 'rtl';
  /** The parts of an answer, for channels that draw a card; `text` always says the same in words. */
  readonly card?: AnswerCard;
  /** Who may speak once this is said, where the message changes it: clients show who is behind the counter. */
  readonly owner?: Owner;
  /** A code that joins another channel, for clients that draw its QR; `text` says the same in words. */
  readonly link?: LinkOffer;
  /** Until when a mentor's answer is promised, in milliseconds since 1970. With `owner: 'queue'`. */
  readonly promisedAt?: number;
  /** Data of an activity that a channel may want and that has no field of its own. */
  readonly extra?: JsonObject;
}

export type AnswerOutcome = 'answer' | 'suggest' | 'decline' | 'handoff' | 'safeguard' | 'smalltalk';

export interface AnswerCard {
  readonly title: string;
  /** Markdown; the bold first words are the yes, no or depends. */
  readonly body: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly source?: { readonly body: string; readonly url: string };
  /** One line: how old the information is and whether a person checked it. */
  readonly checked: string;
  /** What else the person should know, a line each: translated by a machine, overdue, only in some cities. */
  readonly notes?: readonly string[];
}

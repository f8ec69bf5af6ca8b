import type { Json } from './json.ts';

/** Who may speak to the person: the assistant; nobody yet (a mentor is awaited); a mentor. */
export type Owner = 'bot' | 'queue' | 'mentor';

/** What the engine keeps between turns. Plain JSON, stored whole. */
export interface ConversationState {
  /** Running dialogs, innermost last. Empty: nothing runs, the next message goes to the entry dialog. */
  readonly stack: readonly Frame[];
  /** What dialogs `save:` beyond the contact's own fields. */
  readonly vars: Readonly<Record<string, Json>>;
  /** Questions in a row that we could not answer. */
  readonly misses: number;
  /** The answer shown last, for "and how much does it cost?" and "was this useful?". */
  readonly lastEntry: string | null;
  /** Buttons that are on screen: a number or a label typed by the person means one of these. */
  readonly offered: readonly OfferedOption[];
}

/** Where a dialog stands. The hash is of its file: when it differs the frame is found again by step id. */
export interface Frame {
  readonly dialog: string;
  readonly step: string;
  readonly hash: string;
  /** True when the step has prompted and waits for the person's reply. */
  readonly waiting: boolean;
  /** Replies to this prompt that were not understood. */
  readonly retries: number;
}

export interface OfferedOption {
  readonly id: string;
  readonly title: string;
  /** Dialog to start when it is chosen; absent: it answers the waiting step. */
  readonly dialog?: string;
}

export const newConversationState: ConversationState = { stack: [], vars: {}, misses: 0, lastEntry: null, offered: [] };

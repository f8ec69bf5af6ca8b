/** What a provider says became of a message: ever further on the way, or `failed`. */
export type ReportedStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** One thing that a provider told about one message it was given. */
export interface SendReport {
  /** The provider's id of the message. */
  readonly providerId: string;
  readonly status: ReportedStatus;
  /** Our message, as far as the provider gives its id back; null: known by the provider's id alone. */
  readonly outboxId: string | null;
  /** Which part of our message it is, from 0; null: the last one, with which all of it has arrived. */
  readonly part: number | null;
  /** Of a failure: why, and the moment from which a new try makes sense; null: never. */
  readonly error: string | null;
  readonly retryAt: number | null;
}

const order: Readonly<Record<ReportedStatus, number>> = { failed: 0, sent: 0, delivered: 1, read: 2 };

/**
 * Whether a report says something new about a message of which `told` is known already: reports come in any order and
 * several times, and what has arrived can't fail any more.
 */
export function isNews(status: ReportedStatus, told: readonly ReportedStatus[]): boolean {
  if (told.includes(status)) return false;
  return told.every((each) => (status === 'failed' ? order[each] === 0 : order[each] < order[status] || each === 'failed'));
}

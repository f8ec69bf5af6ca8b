import type { InboundActivity, Receipt } from '../domain/inbox.ts';

/** Where channels hand in what people send. Resolves after the commit: only then may the channel acknowledge. */
export interface Inbox {
  /** All or none: one commit for everything in the list, in order. */
  receive(items: readonly InboundActivity[]): Promise<readonly Receipt[]>;
}

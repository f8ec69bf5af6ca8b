import type { InboundActivity, Receipt } from '../domain/inbox.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { Live } from './live.ts';

export interface InboxParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly live: Live;
  readonly partnerId: string;
  /** Called after the commit with each conversation that got something new. */
  readonly wake: (conversationId: string) => void;
}

/** Stores what channels hand in, in one commit, before anyone acknowledges it. */
export function createInbox(parts: InboxParts): Inbox {
  const { store, universe, live, partnerId, wake } = parts;

  const receive = async (items: readonly InboundActivity[]): Promise<readonly Receipt[]> => {
    const now = universe.now();
    const receipts = await store.write(async ({ inbox }) => {
      const stored: Receipt[] = [];
      for (const item of items) stored.push(await inbox.insert(item, partnerId, now));
      return stored;
    });
    const woken = new Set<string>();
    for (const [index, receipt] of receipts.entries()) {
      const item = items[index];
      if (item === undefined || receipt.status === 'duplicate') continue;
      live.announceRows(receipt.conversationId, [toRow(item, receipt, now)]);
      woken.add(receipt.conversationId);
    }
    for (const conversationId of woken) wake(conversationId);
    return receipts;
  };

  return { receive };
}

function toRow(item: InboundActivity, receipt: Receipt, now: number): TranscriptRow {
  return {
    id: receipt.activityId,
    conversationId: receipt.conversationId,
    seq: receipt.seq,
    actor: 'contact',
    channel: item.address.channel,
    addressId: receipt.addressId,
    activity: { ...item.activity, id: receipt.activityId },
    at: now,
  };
}

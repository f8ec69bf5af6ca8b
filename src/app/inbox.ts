import type { Json } from '../domain/json.ts';
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

  const receive = async (given: readonly InboundActivity[]): Promise<readonly Receipt[]> => {
    const items = given.map(coarsen);
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

/** A country is told from a tenth of a degree, which is about 10 km: a person's door is never stored. */
function coarsen(item: InboundActivity): InboundActivity {
  const { type, name, value } = item.activity;
  if (type !== 'event' || name !== 'location' || typeof value !== 'object' || value === null) return item;
  const place = Object.entries(value).map(([key, held]) => [key, typeof held === 'number' ? Math.round(held * 10) / 10 : held]);
  return { ...item, activity: { ...item.activity, value: Object.fromEntries(place) as Json } };
}

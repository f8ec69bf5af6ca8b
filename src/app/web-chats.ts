import type { Address } from '../domain/contact.ts';
import type { Seat, Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { WebChats } from '../ports/web-chat.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Live } from './live.ts';

export interface WebChatParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly live: Live;
  readonly partnerId: string;
  readonly dispatcher: Pick<Dispatcher, 'happen' | 'settled'>;
}

/** Conversations that begin before anything was said in them. */
export function createWebChats({ store, universe, live, partnerId, dispatcher }: WebChatParts): WebChats {
  const seatOf = (user: string, thread: string): Promise<Seat | null> =>
    store.read(({ people }) => people.findSeat(addressOf(user, thread)));

  const start = async (user: string, thread: string, locale: string | null): Promise<{ seat: Seat; isNew: boolean }> => {
    const address = addressOf(user, thread);
    const before = await seatOf(user, thread);
    if (before !== null) return { seat: before, isNew: false };
    const seat = await store.write(({ people }) => people.seat(address, partnerId, universe.now()));
    await dispatcher.happen(seat.conversationId, {
      input: { type: 'happening', trigger: 'started', values: { locale } },
      cause: `started:${seat.addressId}`,
      kind: 'reply',
      expiresAt: null,
      owner: null,
      to: { addressId: seat.addressId, address },
      also: () => Promise.resolve(true),
    });
    return { seat, isNew: true };
  };

  return {
    start,
    seat: seatOf,
    transcript: (seat, after, limit) =>
      store.read(({ conversations }) =>
        conversations.transcript(seat.conversationId, { after, limit, notes: false, addressId: seat.addressId }),
      ),
    settled: (conversationId, ms) => Promise.race([dispatcher.settled(conversationId), delay(ms)]),
    watch: live.watchRows,
  };
}

function addressOf(user: string, thread: string): Address {
  return { channel: 'web-chat', account: 'default', externalUser: user, thread };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

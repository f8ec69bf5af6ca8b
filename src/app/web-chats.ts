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
export function createWebChats(parts: WebChatParts): WebChats {
  const { store, live, dispatcher } = parts;

  const seatOf = (user: string, thread: string): Promise<Seat | null> =>
    store.read(({ people }) => people.findSeat(addressOf(user, thread)));

  const start = async (user: string, thread: string, locale: string | null): Promise<{ seat: Seat; isNew: boolean }> => {
    const before = await seatOf(user, thread);
    if (before !== null) return { seat: before, isNew: false };
    const address = addressOf(user, thread);
    const seat = await takeSeat(parts, address);
    await greet(parts, seat, address, locale);
    return { seat, isNew: true };
  };

  return {
    start,
    seat: seatOf,
    transcript: ({ conversationId, addressId }, after, limit) =>
      store.read(async ({ conversations, people }) => {
        // Since the seat was taken the address may have gone over to another conversation.
        const current = (await people.seatById(addressId))?.conversationId ?? conversationId;
        return conversations.transcript(current, { after, limit, notes: false, addressId });
      }),
    settled: (conversationId, ms) => Promise.race([dispatcher.settled(conversationId), delay(ms)]),
    watch: live.watchRows,
  };
}

/** A user who is known from another thread is the same person: the new thread is a further address of theirs. */
async function takeSeat({ store, universe, partnerId }: WebChatParts, address: Address): Promise<Seat> {
  return store.write(async ({ people }) => {
    const now = universe.now();
    const known = await people.findSeatOfUser(address);
    if (known !== null) await people.addAddress(address, known, now);
    return people.seat(address, partnerId, now);
  });
}

/** The greeting bears the address as its cause: pages that open at the same moment are greeted once. */
async function greet({ dispatcher }: WebChatParts, seat: Seat, address: Address, locale: string | null): Promise<void> {
  await dispatcher.happen(seat.conversationId, {
    input: { type: 'happening', trigger: 'started', values: { locale } },
    cause: `started:${seat.addressId}`,
    kind: 'reply',
    expiresAt: null,
    owner: null,
    to: { addressId: seat.addressId, address },
    also: () => Promise.resolve(true),
  });
}

function addressOf(user: string, thread: string): Address {
  return { channel: 'web-chat', account: 'default', externalUser: user, thread };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

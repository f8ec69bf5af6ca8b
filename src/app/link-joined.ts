import type { Timer } from '../domain/timer.ts';
import type { Store } from '../ports/store.ts';
import type { Dispatcher } from './dispatcher.ts';

export interface LinkJoinedParts {
  readonly store: Store;
  readonly dispatcher: Pick<Dispatcher, 'happen' | 'wake'>;
}

/** Tells who made a code, where they made it, that it was used and by which channel, with the way to undo it. */
export function createLinkJoined({ store, dispatcher }: LinkJoinedParts): (timer: Timer) => Promise<void> {
  return async (timer) => {
    // What the other conversation had not answered yet came along.
    dispatcher.wake(timer.conversationId);
    const found = await store.read(async ({ links }) => {
      const code = await links.byId(timer.scope);
      const places = code === null ? [] : await links.places(code.contactId);
      const made = places.find(({ id }) => id === code?.addressId);
      const used = places.find(({ id }) => id === code?.usedBy);
      return made === undefined || used === undefined ? null : { made, used };
    });
    if (found === null) {
      await store.write(({ timers }) => timers.take(timer));
      return;
    }
    const { made, used } = found;
    await dispatcher.happen(timer.conversationId, {
      input: {
        type: 'happening',
        trigger: 'link-joined',
        values: { 'joined-app': used.address.channel, 'joined-address': used.id },
      },
      cause: `link-joined:${timer.scope}`,
      kind: 'notice',
      expiresAt: null,
      owner: null,
      to: { addressId: made.id, address: made.address },
      also: ({ timers }) => timers.take(timer),
    });
  };
}

import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { handoffOf, now, seat } from './fixtures.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import type { Store } from '../../src/ports/store.ts';

function openHandoff(store: Store, handoff: Handoff): Promise<void> {
  return store.write(({ handoffs }) => handoffs.open(handoff));
}

async function listed(store: Store, open: boolean, limit = 99): Promise<readonly string[]> {
  const list = await store.read(({ handoffs }) => handoffs.list('main', { open, limit }));
  return list.map(({ id }) => id);
}

eachStore('handoffs', ({ open }) => {
  test('a conversation has one open handoff; the next one needs the first closed', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const first = handoffOf(at, 'first');
    await openHandoff(store, first);
    await expect(openHandoff(store, handoffOf(at, 'second'))).rejects.toMatchObject({ code: 'handoff-taken' });
    await store.write(({ handoffs }) => handoffs.save({ ...first, status: 'closed', closedAt: now }, 1));
    await openHandoff(store, handoffOf(at, 'second'));
    expect(await listed(store, true)).toEqual(['second']);
  });

  test('of many mentors who claim one handoff at once one wins', async () => {
    const store = await open();
    const handoff = handoffOf(await seat(store, 'amina'), 'handoff');
    await openHandoff(store, handoff);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const claimed = { ...handoff, status: 'claimed', mentorId: `mentor ${String(index)}`, claimedAt: now } as const;
        return store.write(({ handoffs }) => handoffs.save(claimed, 1));
      }),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    const winner = `mentor ${String(claims.indexOf(true))}`;
    expect(await store.read(({ handoffs }) => handoffs.byId('handoff'))).toMatchObject({ mentorId: winner, version: 2 });
  });

  test('open ones are listed by risk, then by promise; closed ones newest first', async () => {
    const store = await open();
    const cases: Partial<Handoff>[] = [
      { id: 'late promise', risk: 'H1', promisedAt: now + 9 },
      { id: 'early promise', risk: 'H1', promisedAt: now + 1 },
      { id: 'danger', risk: 'H3', promisedAt: now + 20 },
      { id: 'old', status: 'closed', closedAt: now },
      { id: 'new', status: 'closed', closedAt: now + 1 },
    ];
    for (const [index, each] of cases.entries()) {
      await openHandoff(store, handoffOf(await seat(store, `person ${String(index)}`), each.id ?? '', each));
    }
    await openHandoff(store, handoffOf(await seat(store, 'elsewhere'), 'other partner', { partnerId: 'other' }));
    expect(await listed(store, true)).toEqual(['danger', 'early promise', 'late promise']);
    expect(await listed(store, false)).toEqual(['new', 'old']);
    expect(await listed(store, true, 1)).toEqual(['danger']);
  });

  test('only the handoff closed last can be rated, and only once', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    const last = handoffOf(at, 'last', { status: 'closed', closedAt: now + 1 });
    await openHandoff(store, handoffOf(at, 'before', { status: 'closed', closedAt: now }));
    const unrated = () => store.read(({ handoffs }) => handoffs.unrated(at.conversationId));
    expect(await unrated()).toMatchObject({ id: 'before' });
    await openHandoff(store, last);
    expect(await unrated()).toEqual(last);
    await store.write(({ handoffs }) => handoffs.save({ ...last, rating: 5 }, 1));
    expect(await unrated()).toBeNull();
  });
});

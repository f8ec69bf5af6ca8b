import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { inbound, now } from './fixtures.ts';
import { newConversationState } from '../../src/domain/conversation.ts';
import type { Claim, Store } from '../../src/ports/store.ts';

const lease = 30_000;

/** One open message for each of them, one millisecond apart; their conversations. */
async function receiveFrom(store: Store, users: readonly string[]): Promise<readonly string[]> {
  const ids = [];
  for (const [index, user] of users.entries()) {
    const receipt = await store.write(({ inbox }) => inbox.insert(inbound(user, user), 'main', now + index));
    ids.push(receipt.conversationId);
  }
  return ids;
}

function claimSome(store: Store, limit: number, at = now): Promise<readonly Claim[]> {
  return store.write(({ inbox }) => inbox.claimConversations(limit, at, lease));
}

function saveUnder(store: Store, claim: Claim): Promise<boolean> {
  const change = { state: newConversationState, owner: 'bot' } as const;
  return store.write(async ({ conversations }) => {
    const version = (await conversations.load(claim.conversationId))?.version ?? 0;
    return conversations.save(claim.conversationId, version, change, claim);
  });
}

eachStore('claims', ({ open, place }) => {
  test('those who wait longest are claimed first, and nobody twice', async () => {
    const store = await open();
    const ids = await receiveFrom(store, ['amina', 'bola', 'chen']);
    const claimed = async () => new Set((await claimSome(store, 2)).map(({ conversationId }) => conversationId));
    expect(await claimed()).toEqual(new Set(ids.slice(0, 2)));
    expect(await claimed()).toEqual(new Set(ids.slice(2)));
    expect(await claimSome(store, 2)).toEqual([]);
  });

  test('a conversation with two open messages is claimed once; one without any, never', async () => {
    const store = await open();
    const [amina] = await receiveFrom(store, ['amina', 'bola']);
    const second = await store.write(({ inbox }) => inbox.insert(inbound('amina', 'again'), 'main', now));
    const [bola] = await store.write(async ({ inbox }) => {
      const claims = await inbox.claimConversations(9, now, lease);
      for (const claim of claims) await inbox.release(claim);
      return claims.filter(({ conversationId }) => conversationId !== amina);
    });
    const rows = await store.read(({ inbox }) => inbox.open(bola?.conversationId ?? '', 9));
    await store.write(({ inbox }) => inbox.done({ id: rows[0]?.id ?? '', conversationId: rows[0]?.conversationId ?? '' }, now));
    expect(await claimSome(store, 9)).toMatchObject([{ conversationId: second.conversationId }]);
  });

  test('claims that race through several processes never give the same conversation twice', async () => {
    const here = await place();
    const store = await open({ place: here });
    const others = here.databaseUrl === null ? [store, store] : [await open({ place: here }), await open({ place: here })];
    const ids = await receiveFrom(
      store,
      Array.from({ length: 12 }, (_, index) => `person ${String(index)}`),
    );
    const claimed: string[] = [];
    for (let round = 0; round < 4; round++) {
      const claims = await Promise.all([store, ...others].map((each) => claimSome(each, 2)));
      claimed.push(...claims.flat().map(({ conversationId }) => conversationId));
    }
    expect(claimed.toSorted()).toEqual(ids.toSorted());
  });

  test('one conversation is claimed by one, until it is released', async () => {
    const store = await open();
    const [id = ''] = await receiveFrom(store, ['amina']);
    const claim = (at: number) => store.write(({ inbox }) => inbox.claim(id, at, lease));
    const first = await claim(now);
    expect(first).toMatchObject({ conversationId: id });
    expect(await claim(now)).toBeNull();
    if (first !== null) await store.write(({ inbox }) => inbox.release(first));
    expect(await claim(now)).not.toBeNull();
  });

  test('a lease that ran out is for the next, and who held it can neither save nor release any more', async () => {
    const store = await open();
    const [id] = await receiveFrom(store, ['amina']);
    const [stale] = await claimSome(store, 1);
    expect(await claimSome(store, 1, now + lease - 1)).toEqual([]);
    const [fresh] = await claimSome(store, 1, now + lease);
    if (stale === undefined || fresh === undefined) throw new Error('not claimed');
    expect(fresh.conversationId).toBe(id);
    expect(fresh.fence).toBeGreaterThan(stale.fence);
    expect(await saveUnder(store, stale)).toBe(false);
    await store.write(({ inbox }) => inbox.release(stale));
    expect(await claimSome(store, 1, now + lease)).toEqual([]);
    expect(await saveUnder(store, fresh)).toBe(true);
  });
});

import { expect, test } from 'vitest';
import type { SendReport } from '../../src/domain/send-report.ts';
import type { Seat, Store } from '../../src/ports/store.ts';
import { eachStore } from '../support/stores.ts';
import { addressOf, everyTable, inbound, now, outboxRow, seat } from './fixtures.ts';

const day = 86_400_000;

function report(changes: Partial<SendReport> = {}): SendReport {
  return { providerId: 'wamid.1', status: 'sent', outboxId: 'a', part: null, error: null, retryAt: null, ...changes };
}

/** A message that is being sent. */
async function sending(store: Store): Promise<Seat> {
  const at = await seat(store, 'amina');
  await store.write(({ outbox }) => outbox.insert([outboxRow(at, 'a')], now));
  await store.write(({ outbox }) => outbox.claimDue(9, now, ['telegram']));
  return at;
}

eachStore('reports of sends', ({ open, place }) => {
  const statusOf = async (store: Store): Promise<unknown> => {
    const claimable = await store.write(({ outbox }) => outbox.claimDue(9, now + day, ['telegram']));
    const [troubled] = await store.read(({ outbox }) => outbox.troubled(9));
    return claimable.length > 0 ? 'again' : (troubled?.status ?? 'settled');
  };

  test('are kept once each, whatever their order', async () => {
    const store = await open();
    const noted: boolean[] = [];
    for (const status of ['read', 'sent', 'read', 'sent'] as const) {
      noted.push(await store.write(({ sends }) => sends.note(report({ status }), now)));
    }
    expect(noted).toEqual([true, true, false, false]);
    expect((await store.read(({ sends }) => sends.told('wamid.1'))).toSorted()).toEqual(['read', 'sent']);
  });

  test('keep no phone number: the provider’s id is hashed', async () => {
    const here = await place();
    const store = await open({ place: here });
    await store.write(({ sends }) => sends.note(report({ providerId: 'wamid.of-393331234567' }), now));
    expect(JSON.stringify([...(await everyTable(here))])).not.toContain('393331234567');
  });

  test.each([
    ['an arrival settles what had no answer', 'ambiguous', report(), 'settled'],
    ['an arrival settles what waits for a second try', 'retry', report(), 'settled'],
    ['a part’s arrival settles nothing', 'ambiguous', report({ part: 0 }), 'ambiguous'],
    ['a failure ends what was sent', 'sent', report({ status: 'failed', error: 'e' }), 'dead'],
    ['a passing failure sends it again', 'sent', report({ status: 'failed', error: 'e', retryAt: now }), 'again'],
  ] as const)('%s', async (_what, before, told, wanted) => {
    const store = await open();
    await sending(store);
    const results = {
      ambiguous: { status: 'ambiguous', error: 'no answer' },
      retry: { status: 'retry', error: 'no answer', notBefore: now + day },
      sent: { status: 'sent', providerId: 'wamid.1' },
    } as const;
    await store.write(({ outbox }) => outbox.finish('a', results[before], now));
    await store.write(({ outbox }) => outbox.correct('a', told, now));
    expect(await statusOf(store)).toBe(wanted);
  });

  test('of a failure that are quicker than the answer to the send wait for it', async () => {
    const store = await open();
    await sending(store);
    await store.write(async ({ sends, outbox }) => {
      const failure = report({ status: 'failed', error: 'unknown number', outboxId: null });
      await sends.note(failure, now);
      await outbox.correct('a', failure, now);
    });
    await store.write(({ outbox }) => outbox.finish('a', { status: 'sent', providerId: 'wamid.1' }, now));
    expect(await statusOf(store)).toBe('dead');
  });

  test('tell how many first parts arrived', async () => {
    const store = await open();
    const parts = [
      report({ providerId: 'w0', part: 0 }),
      report({ providerId: 'w1', part: 1, status: 'failed' }),
      report({ providerId: 'w2', part: 2 }),
    ];
    await store.write(async ({ sends }) => {
      for (const part of parts) await sends.note(part, now);
    });
    expect(await store.read(({ sends }) => sends.partsArrived('a'))).toBe(1);
    expect(await store.read(({ sends }) => sends.partsArrived('b'))).toBe(0);
  });

  test('are found by the provider’s id where they do not name ours', async () => {
    const store = await open();
    await sending(store);
    await store.write(({ outbox }) => outbox.finish('a', { status: 'sent', providerId: 'wamid.1' }, now));
    expect(await store.read(({ sends }) => sends.outboxIdOf('wamid.1'))).toBe('a');
    expect(await store.read(({ sends }) => sends.outboxIdOf('wamid.2'))).toBeNull();
  });
});

eachStore('held messages', ({ open }) => {
  test('wait at their address, count those beside them, and are taken once, in their order', async () => {
    const store = await open();
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    const rows = [outboxRow(amina, 'a'), outboxRow(amina, 'b', { expiresAt: now + 5 }), outboxRow(bola, 'c')];
    await store.write(({ outbox }) => outbox.insert(rows, now));
    const hold = (id: string, at = now): Promise<number> => store.write(({ sends }) => sends.hold(id, at - day, at));
    expect([await hold('a'), await hold('b'), await hold('c'), await hold('a')]).toEqual([0, 1, 0, 1]);
    // What is of no use any more, and what was held before yesterday, counts no more.
    expect([await hold('a', now + 5), await hold('b', now + 2 * day)]).toEqual([0, 0]);
    const taken = await store.write(({ sends }) => sends.takeHeld(addressOf('amina')));
    expect(taken).toMatchObject([
      { outboxId: 'a', conversationId: amina.conversationId, expiresAt: null },
      { outboxId: 'b', expiresAt: now + 5 },
    ]);
    expect(await store.write(({ sends }) => sends.takeHeld(addressOf('amina')))).toEqual([]);
    await store.write(({ sends }) => sends.letGo('c'));
    expect(await store.write(({ sends }) => sends.takeHeld(addressOf('bola')))).toEqual([]);
  });
});

eachStore('when somebody wrote last', ({ open }) => {
  test('is known by address, and what others and we said does not count', async () => {
    const store = await open();
    const lastHeard = (user: string): Promise<number | null> => store.read(({ sends }) => sends.lastHeard(addressOf(user)));
    expect(await lastHeard('amina')).toBeNull();
    await store.write(({ inbox }) => inbox.insert(inbound('amina', '1'), 'main', now));
    await store.write(({ inbox }) => inbox.insert(inbound('amina', '2'), 'main', now + 7));
    const at = await seat(store, 'amina');
    await store.write(({ conversations }) =>
      conversations.append(
        at.conversationId,
        [{ id: 'x', actor: 'bot', addressId: at.addressId, channel: 'telegram', activity: { type: 'message', text: 'x' } }],
        now + 9,
      ),
    );
    expect(await lastHeard('amina')).toBe(now + 7);
  });
});

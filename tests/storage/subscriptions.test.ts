import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { now, seat } from './fixtures.ts';
import type { Delivery, Store } from '../../src/ports/store.ts';
import type { Subscription } from '../../src/domain/subscription.ts';

async function subscribe(store: Store, changes: Partial<Subscription> = {}): Promise<Subscription> {
  const { contactId, conversationId } = await seat(store, 'amina');
  const subscription: Subscription = {
    id: 'subscription',
    partnerId: 'main',
    contactId,
    conversationId,
    topics: ['money'],
    zone: 'Europe/Rome',
    localTime: '08:30',
    pausedUntil: null,
    status: 'active',
    generation: 1,
    askedOn: 'telegram',
    ...changes,
  };
  await store.write(({ subscriptions }) => subscriptions.save(subscription, now));
  return subscription;
}

function deliver(store: Store, localDate: string, changes: Partial<Delivery> = {}): Promise<boolean> {
  const delivery = { subscriptionId: 'subscription', localDate, pill: localDate, outcome: 'sent', ...changes } as const;
  return store.write(({ subscriptions }) => subscriptions.deliver(delivery, now));
}

eachStore('subscriptions', ({ open }) => {
  test('a subscription is kept, and changed as a whole', async () => {
    const store = await open();
    await subscribe(store);
    const changed = await subscribe(store, { topics: ['growth', 'people'], pausedUntil: now, generation: 2, status: 'stopped' });
    expect(await store.read(({ subscriptions }) => subscriptions.byId('subscription'))).toEqual(changed);
    expect(await store.read(({ subscriptions }) => subscriptions.byId('another'))).toBeNull();
  });

  test('a contact has one subscription', async () => {
    const store = await open();
    await subscribe(store);
    await expect(subscribe(store, { id: 'second' })).rejects.toThrow(/unique/i);
  });

  test('one pill a day: the second delivery of a local date is refused, also when they race', async () => {
    const store = await open();
    await subscribe(store);
    const served = await Promise.all(Array.from({ length: 8 }, () => deliver(store, '2026-01-05')));
    expect(served.filter(Boolean)).toHaveLength(1);
    expect(await deliver(store, '2026-01-05', { outcome: 'late' })).toBe(false);
    expect(await deliver(store, '2026-01-06')).toBe(true);
  });

  test('sent pills are those that left, oldest first', async () => {
    const store = await open();
    await subscribe(store);
    await deliver(store, '2026-01-07');
    await deliver(store, '2026-01-05');
    await deliver(store, '2026-01-06', { outcome: 'late' });
    await deliver(store, '2026-01-08', { outcome: 'none-left', pill: null });
    expect(await store.read(({ subscriptions }) => subscriptions.sentPills('subscription'))).toEqual([
      '2026-01-05',
      '2026-01-07',
    ]);
  });
});

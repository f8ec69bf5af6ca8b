import { addressOf, everyTable, handoffOf, inbound, message, now, outboxRow, seat } from './fixtures.ts';
import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import { newConversationState } from '../../src/domain/conversation.ts';
import type { Seat, Store } from '../../src/ports/store.ts';

const frame = { dialog: 'my-data', step: 'sure', hash: 'h', waiting: true, retries: 0 };

/** Puts the name of a person, as a trace, into every table that can hold one. */
async function leaveTraces(store: Store, at: Seat, name: string): Promise<void> {
  const { conversationId, contactId } = at;
  await store.write(async (tables) => {
    await tables.people.addAddress(addressOf(`${name} elsewhere`, 'web-chat'), at, now);
    await tables.people.change(contactId, { city: `city of ${name}`, language: 'ar' });
    const state = { ...newConversationState, vars: { name }, stack: [frame] };
    await tables.conversations.save(conversationId, 1, { state, owner: 'bot' });
    await tables.inbox.insert(inbound(name, `done ${name}`), 'main', now);
    const open = await tables.inbox.insert(inbound(name, `open ${name}`), 'main', now);
    await tables.inbox.done({ id: open.inboxId, conversationId: open.conversationId }, now);
    await tables.outbox.insert([outboxRow(at, `reply ${name}`), outboxRow(at, `pill ${name}`, { kind: 'pill' })], now);
    const report = { providerId: name, status: 'sent', part: null, error: name, retryAt: null } as const;
    await tables.sends.note({ ...report, outboxId: `reply ${name}` }, now);
    await tables.sends.hold(`pill ${name}`, now, now);
    await tables.conversations.append(
      conversationId,
      [{ id: `row ${name}`, actor: 'bot', addressId: at.addressId, channel: 'telegram', activity: message(name) }],
      now,
    );
    await tables.subscriptions.save(
      {
        id: `subscription ${name}`,
        partnerId: 'main',
        contactId,
        conversationId,
        topics: ['money'],
        zone: 'Europe/Rome',
        localTime: '08:00',
        pausedUntil: null,
        status: 'active',
        generation: 1,
        askedOn: 'telegram',
      },
      now,
    );
    const delivery = { subscriptionId: `subscription ${name}`, localDate: '2026-01-05', pill: 'p', outcome: 'sent' } as const;
    await tables.subscriptions.deliver(delivery, now);
    await tables.links.make({
      id: `code ${name}`,
      partnerId: 'main',
      contactId,
      addressId: at.addressId,
      codeHash: `hash ${name}`,
      createdAt: now,
      expiresAt: now + 1,
    });
    await tables.profiles.name(at.addressId, at, name, now);
    await tables.handoffs.open(handoffOf(at, `handoff ${name}`, { reason: name }));
    const timer = { id: `timer ${name}`, partnerId: 'main', type: 'pill-due', scope: name, conversationId, fireAt: now } as const;
    await tables.timers.set(timer);
    const picture = { kind: 'image', contentType: 'image/png', size: 1, sha256: null, activityId: null, source: null } as const;
    await tables.media.insert({ ...picture, id: `media ${name}`, conversationId, name: `${name}.png`, state: 'left' }, now);
    await tables.records.feedback({ conversationId, entry: `entry ${name}`, useful: true }, now);
    await tables.records.miss({ conversationId, text: name, language: 'en', country: null }, now);
    await tables.records.pillAnswer({ conversationId, pill: `pill ${name}`, right: true }, now);
  });
  await store.write(({ outbox }) => outbox.claimDue(9, now, ['telegram']));
}

/** Names of the tables in which the trace is found. */
async function tablesWith(place: Parameters<typeof everyTable>[0], trace: string): Promise<readonly string[]> {
  const tables = [...(await everyTable(place))];
  return tables.filter(([, rows]) => JSON.stringify(rows).includes(trace)).map(([name]) => name);
}

const personalTables = [
  'activities',
  'addresses',
  'attempts',
  'contacts',
  'conversations',
  'deliveries',
  'feedback',
  'handoffs',
  'held_messages',
  'inbox',
  'link_codes',
  'media',
  'misses',
  'outbox',
  'pill_answers',
  'profiles',
  'send_reports',
  'subscriptions',
  'timers',
];

eachStore('forgetting', ({ open, place }) => {
  test('leaves nothing of a person in any table, and everything of others', async () => {
    const here = await place();
    const store = await open({ place: here });
    const [amina, bola] = [await seat(store, 'amina'), await seat(store, 'bola')];
    await leaveTraces(store, amina, 'amina');
    await leaveTraces(store, bola, 'bola');
    const before = await tablesWith(here, 'amina');
    expect([...before].toSorted()).toEqual(personalTables);
    const bolaBefore = await tablesWith(here, 'bola');

    await store.write(({ people }) =>
      people.forget(amina.contactId, { addressId: amina.addressId, newContactId: 'nobody yet' }, now + 5),
    );

    // The address that asked is what is left, so that the last sentence finds its way.
    expect(await tablesWith(here, 'amina')).toEqual(['addresses']);
    expect(await tablesWith(here, 'amina elsewhere')).toEqual([]);
    expect(await tablesWith(here, 'bola')).toEqual(bolaBefore);
    expect(await tablesWith(here, amina.contactId)).toEqual(['erasures']);
    expect((await everyTable(here)).get('erasures')).toEqual([{ contact_id: amina.contactId, partner_id: 'main', at: now + 5 }]);
  });

  test('leaves an empty conversation that goes on where its dialog and its numbers stood', async () => {
    const store = await open();
    const at = await seat(store, 'amina');
    await leaveTraces(store, at, 'amina');
    await store.write(({ people }) => people.forget(at.contactId, { addressId: at.addressId, newContactId: 'new' }, now + 5));
    expect(await store.read(({ people }) => people.findSeat(addressOf('amina')))).toEqual({ ...at, contactId: 'new' });
    expect(await store.read(({ conversations }) => conversations.load(at.conversationId))).toMatchObject({
      contact: { id: 'new', language: null, city: null, createdAt: now + 5 },
      state: { ...newConversationState, stack: [frame] },
      subscription: null,
      handoff: null,
      since: now + 5,
    });
    const next = await store.write(({ inbox }) => inbox.insert(inbound('amina', 'hello again'), 'main', now + 6));
    expect(next).toMatchObject({ conversationId: at.conversationId, seq: 4 });
  });

  test('of somebody unknown changes nothing', async () => {
    const here = await place();
    const store = await open({ place: here });
    await store.write(({ people }) => people.forget('nobody', { addressId: 'a', newContactId: 'new' }, now));
    expect((await everyTable(here)).get('erasures')).toEqual([]);
  });
});

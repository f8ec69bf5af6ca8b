import { addressOf, everyTable, handoffOf, inbound, message, now, outboxRow, seat } from './fixtures.ts';
import { eachStore } from '../support/stores.ts';
import { expect, test } from 'vitest';
import type { Seat, Store } from '../../src/ports/store.ts';

const hour = 3_600_000;

function code(at: Seat, id: string, expiresAt = now + 1_000) {
  const { partnerId, contactId, addressId } = at;
  return { id, partnerId, contactId, addressId, codeHash: `hash of ${id}`, createdAt: now, expiresAt };
}

function sideOf({ contactId, conversationId }: Seat): Pick<Seat, 'contactId' | 'conversationId'> {
  return { contactId, conversationId };
}

/** Something in every table that hangs on a contact or a conversation. */
async function live(store: Store, at: Seat, name: string): Promise<void> {
  const { conversationId, contactId, partnerId } = at;
  await store.write(async (tables) => {
    const done = await tables.inbox.insert(inbound(name, `done ${name}`), 'main', now);
    await tables.inbox.done({ id: done.inboxId, conversationId: done.conversationId }, now);
    await tables.inbox.insert(inbound(name, `open ${name}`), 'main', now);
    await tables.outbox.insert([outboxRow(at, `reply ${name}`)], now);
    const row = {
      id: `row ${name}`,
      actor: 'bot',
      addressId: at.addressId,
      channel: 'telegram',
      activity: message(name),
    } as const;
    await tables.conversations.append(conversationId, [row], now);
    const plan = { topics: ['money'], zone: 'Europe/Rome', localTime: '08:00', pausedUntil: null, askedOn: null } as const;
    const ids = { id: `subscription ${name}`, partnerId, contactId, conversationId };
    await tables.subscriptions.save({ ...ids, ...plan, status: 'active', generation: 1 }, now);
    const timer = { id: `timer ${name}`, partnerId, type: 'pill-due', scope: ids.id, conversationId, fireAt: now } as const;
    await tables.timers.set(timer);
    await tables.records.feedback({ conversationId, entry: name, useful: true }, now);
    await tables.records.miss({ conversationId, text: name, language: 'en', country: null }, now);
    await tables.records.pillAnswer({ conversationId, pill: name, right: true }, now);
    await tables.handoffs.open(handoffOf(at, `handoff ${name}`));
    await tables.links.make(code(at, `code ${name}`));
    await tables.profiles.name(at.addressId, at, name, now);
  });
}

eachStore('link codes', ({ open, place }) => {
  test('work once, and not after their time', async () => {
    const store = await open();
    const amina = await seat(store, 'amina');
    await store.write(({ links }) => links.make(code(amina, 'c')));
    expect(await store.read(({ links }) => links.byHash('hash of c'))).toMatchObject({ id: 'c', usedAt: null });
    expect(await store.write(({ links }) => links.spend('c', 'late', now + 1_000))).toBe(false);
    const both = ['first', 'second'].map((by) => store.write(({ links }) => links.spend('c', by, now + 999)));
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    expect(await store.write(({ links }) => links.spend('c', 'third', now + 999))).toBe(false);
    expect(await store.write(({ links }) => links.spend('unknown', 'third', now))).toBe(false);
  });

  test('end when their maker makes another', async () => {
    const store = await open();
    const amina = await seat(store, 'amina');
    await store.write(({ links }) => links.make(code(amina, 'old')));
    await store.write(({ links }) => links.make(code(amina, 'new')));
    expect(await store.read(({ links }) => links.byHash('hash of old'))).toBeNull();
    expect(await store.read(({ links }) => links.byHash('hash of new'))).not.toBeNull();
  });

  test('are kept as a hash and nowhere in clear', async () => {
    const here = await place();
    const store = await open({ place: here });
    const amina = await seat(store, 'amina');
    await store.write(({ links }) => links.make(code(amina, 'c')));
    const [row] = (await everyTable(here)).get('link_codes') ?? [];
    expect(row).toMatchObject({ id: 'c', code_hash: 'hash of c' });
    expect(Object.keys(row ?? {}).filter((name) => name.includes('code'))).toEqual(['code_hash']);
  });

  test('that are wrong are counted for an address, until the window is over', async () => {
    const store = await open();
    const guess = (at: number) => store.write(({ links }) => links.countWrongGuess('a', 'main', at - hour, at));
    const wrong = (at: number) => store.read(({ links }) => links.wrongGuesses('a', at - hour));
    await guess(now);
    await guess(now + 5);
    expect(await wrong(now + 10)).toBe(2);
    expect(await store.read(({ links }) => links.wrongGuesses('b', now - hour))).toBe(0);
    expect(await wrong(now + hour)).toBe(0);
    await guess(now + hour);
    expect(await wrong(now + hour + 1)).toBe(1);
  });
});

eachStore('joining two people', ({ open, place }) => {
  test('moves all that hangs on one, loses no row, and leaves nothing behind', async () => {
    const here = await place();
    const store = await open({ place: here });
    const web = await seat(store, 'web');
    const phone = await seat(store, 'phone');
    await live(store, web, 'web');
    await live(store, phone, 'phone');
    const counts = await rowCounts(here);

    await store.write(async (tables) => {
      const other = await tables.handoffs.byId('handoff phone');
      if (other !== null) await tables.handoffs.save({ ...other, status: 'closed', version: 2 }, 1);
      await tables.subscriptions.adopt('subscription phone', 'subscription web');
      await tables.links.join(sideOf(phone), sideOf(web), phone.addressId);
    });

    for (const [name, rows] of await everyTable(here)) {
      const text = JSON.stringify(rows);
      expect([name, text.includes(phone.conversationId), text.includes(phone.contactId)]).toEqual([name, false, false]);
    }
    const gone = { contacts: 1, conversations: 1, subscriptions: 1, link_codes: 2 };
    const after = await rowCounts(here);
    for (const [name, count] of counts) expect([name, after.get(name)]).toEqual([name, count - (gone[name as 'contacts'] ?? 0)]);
    const rows = await store.read(({ conversations }) =>
      conversations.transcript(web.conversationId, { after: 0, limit: 100, notes: true }),
    );
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    const open3 = await store.read(({ inbox }) => inbox.open(web.conversationId, 10));
    expect(open3.map(({ activity, seq }) => [activity.text, seq])).toEqual([
      ['web says open web', 2],
      ['phone says open phone', 5],
    ]);
    expect(await store.read(({ conversations }) => conversations.lastAddress(web.conversationId))).toMatchObject({
      id: phone.addressId,
    });
    const next = await store.write(({ inbox }) => inbox.insert(inbound('phone', 'later'), 'main', now + 9));
    expect(next).toMatchObject({ conversationId: web.conversationId, seq: 7 });
  });

  test('keeps one pill a day, and counts what both had as sent', async () => {
    const store = await open();
    const web = await seat(store, 'web');
    const phone = await seat(store, 'phone');
    await live(store, web, 'web');
    await live(store, phone, 'phone');
    const sent = (name: string, localDate: string, pill: string) =>
      store.write(({ subscriptions }) =>
        subscriptions.deliver({ subscriptionId: `subscription ${name}`, localDate, pill, outcome: 'sent' }, now),
      );
    await sent('web', '2026-01-05', 'one');
    await sent('phone', '2026-01-05', 'two');
    await sent('phone', '2026-01-04', 'three');
    await store.write(({ subscriptions }) => subscriptions.adopt('subscription phone', 'subscription web'));
    expect(await store.read(({ subscriptions }) => subscriptions.sentPills('subscription web'))).toEqual(['three', 'one']);
    expect(await sent('web', '2026-01-04', 'again')).toBe(false);
  });
});

eachStore('separating an account', ({ open }) => {
  test('takes along what was said there, and leaves the rest', async () => {
    const store = await open();
    const web = await seat(store, 'web');
    const phone = await seat(store, 'phone');
    await store.write(async ({ people, links, inbox }) => {
      await people.change(web.contactId, { language: 'ar', country: 'it' });
      await inbox.insert(inbound('web', 'one'), 'main', now);
      await inbox.insert(inbound('phone', 'two'), 'main', now);
      await links.join(sideOf(phone), sideOf(web), phone.addressId);
    });
    const side = await store.write(({ links }) => links.separate(sideOf(web), phone.addressId, now + 5));
    const own = await store.read(({ people }) => people.seatById(phone.addressId));
    expect(own).toMatchObject({ ...side, addressId: phone.addressId });
    expect(own?.contactId).not.toBe(web.contactId);
    const texts = async (id: string) =>
      (await store.read(({ conversations }) => conversations.transcript(id, { after: 0, limit: 9, notes: true }))).map(
        ({ activity, seq }) => [activity.text, seq],
      );
    expect(await texts(web.conversationId)).toEqual([['web says one', 1]]);
    expect(await texts(own?.conversationId ?? '')).toEqual([['phone says two', 2]]);
    const conversation = await store.read(({ conversations }) => conversations.load(own?.conversationId ?? ''));
    expect(conversation).toMatchObject({ owner: 'bot', contact: { language: 'ar', country: 'it' }, subscription: null });
    expect(await store.read(({ inbox }) => inbox.open(own?.conversationId ?? '', 9))).toHaveLength(1);
    const next = await store.write(({ inbox }) => inbox.insert(inbound('phone', 'three'), 'main', now + 9));
    expect(next).toMatchObject({ conversationId: own?.conversationId, seq: 3 });
    expect(await store.read(({ conversations }) => conversations.lastAddress(web.conversationId))).toMatchObject({
      id: web.addressId,
    });
  });

  test('changes nothing where it is the only one, or somebody else’s', async () => {
    const store = await open();
    const web = await seat(store, 'web');
    const other = await seat(store, 'other');
    await store.write(({ people }) => people.addAddress({ ...addressOf('web'), thread: 'tab 2' }, web, now));
    expect(await store.write(({ links }) => links.separate(sideOf(web), web.addressId, now))).toBeNull();
    expect(await store.write(({ links }) => links.separate(sideOf(web), other.addressId, now))).toBeNull();
    expect(await store.read(({ people }) => people.findSeat(addressOf('web')))).toEqual(web);
  });
});

async function rowCounts(here: Parameters<typeof everyTable>[0]): Promise<ReadonlyMap<string, number>> {
  return new Map([...(await everyTable(here))].map(([name, rows]) => [name, rows.length]));
}

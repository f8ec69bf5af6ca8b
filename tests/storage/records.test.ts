import { auditHash, auditStart } from '../../src/storage/audit-chain.ts';
import { eachStore } from '../support/stores.ts';
import { everyTable, now, seat } from './fixtures.ts';
import { expect, test } from 'vitest';
import type { AuditRow } from '../../src/storage/schema.ts';

async function auditRows(place: Parameters<typeof everyTable>[0]): Promise<readonly AuditRow[]> {
  const rows = ((await everyTable(place)).get('audit') ?? []) as unknown as readonly AuditRow[];
  return rows.toSorted((a, b) => a.seq - b.seq);
}

eachStore('records', ({ open, place }) => {
  test('feedback, misses and pill answers are kept under their partner', async () => {
    const here = await place();
    const store = await open({ place: here });
    const { conversationId } = await store.write(({ people }) =>
      people.seat({ channel: 'telegram', account: 'default', externalUser: 'u', thread: 't' }, 'other', now),
    );
    await store.write(async ({ records }) => {
      await records.feedback({ conversationId, entry: 'it/permits', useful: true }, now);
      await records.miss({ conversationId, text: 'cómo?', language: 'es', country: null }, now);
      await records.pillAnswer({ conversationId, pill: 'price', right: false }, now);
    });
    const tables = await everyTable(here);
    expect(tables.get('feedback')).toMatchObject([
      { entry: 'it/permits', useful: 1, partner_id: 'other', conversation_id: conversationId },
    ]);
    expect(tables.get('misses')).toMatchObject([{ text: 'cómo?', partner_id: 'other', country: null }]);
    expect(tables.get('pill_answers')).toMatchObject([{ pill: 'price', right: 0, partner_id: 'other' }]);
  });

  test('the audit log is one chain, also when many write at once', async () => {
    const here = await place();
    const store = await open({ place: here });
    await seat(store, 'amina');
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.write(({ records }) => records.audit('handoff-claimed', { mentor: 'm', handoff: String(index), none: null }, now)),
      ),
    );
    const rows = await auditRows(here);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    let previousHash = auditStart;
    for (const row of rows) {
      expect(row.previous_hash).toBe(previousHash);
      expect(row.hash).toBe(auditHash({ ...row, previousHash }));
      previousHash = row.hash;
    }
  });

  test.each([
    ['another event', { event: 'handoff-closed' }],
    ['another fact', { facts: '{"mentor":"n"}' }],
    ['another time', { at: now + 1 }],
    ['another place', { seq: 2 }],
    ['another past', { previousHash: auditHash({ seq: 0, at: 0, event: '', facts: '', previousHash: '' }) }],
  ])('%s has another hash', (_, change) => {
    const link = { seq: 1, at: now, event: 'handoff-claimed', facts: '{"mentor":"m"}', previousHash: auditStart };
    expect(auditHash({ ...link, ...change })).not.toBe(auditHash(link));
  });

  test('an event whose transaction fails leaves no gap in the chain', async () => {
    const here = await place();
    const store = await open({ place: here });
    const failing = store.write(async ({ records }) => {
      await records.audit('signed-in', { mentor: 'm' }, now);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await store.write(({ records }) => records.audit('signed-out', { b: 1, a: 2 }, now));
    expect(await auditRows(here)).toMatchObject([
      { seq: 1, event: 'signed-out', facts: '{"a":2,"b":1}', previous_hash: auditStart },
    ]);
  });

  test('of two values for one setting the first counts for both', async () => {
    const store = await open();
    const kept = await Promise.all(
      ['one', 'two', 'three'].map((value) => store.write(({ records }) => records.keepSetting('secret', value))),
    );
    expect(new Set(kept).size).toBe(1);
    expect(await store.read(({ records }) => records.setting('secret'))).toBe(kept[0]);
    expect(await store.read(({ records }) => records.setting('unknown'))).toBeNull();
  });
});

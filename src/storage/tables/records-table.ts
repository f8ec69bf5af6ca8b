import { auditHash, factsText } from '../audit-chain.ts';
import { partnerOf } from './partner-of.ts';
import { statement } from '../statement.ts';
import type { AuditRow } from '../schema.ts';
import type { RecordsTable } from '../../ports/store.ts';
import type { Runner } from '../statement.ts';
import type { Universe } from '../../ports/universe.ts';

export function createRecordsTable(run: Runner, universe: Universe): RecordsTable {
  return {
    feedback: async ({ conversationId, entry, useful }, now) => {
      await run.all(insertFeedback, { id: universe.id(), conversationId, entry, useful: useful ? 1 : 0, now });
    },
    miss: async (row, now) => {
      await run.all(insertMiss, { ...row, id: universe.id(), now });
    },
    pillAnswer: async ({ conversationId, pill, right }, now) => {
      await run.all(insertPillAnswer, { id: universe.id(), conversationId, pill, right: right ? 1 : 0, now });
    },
    audit: async (event, facts, now) => {
      // Raising the head's number also locks it: writers of other processes wait here for their place in the chain.
      const head = await run.first(takeAuditNumber, {});
      if (head === undefined) throw new Error('The audit log has no head: the database was changed by hand.');
      const row = { seq: head.seq, at: now, event, facts: factsText(facts), previousHash: head.hash };
      const hash = auditHash(row);
      await run.all(insertAudit, { ...row, hash });
      await run.all(moveAuditHead, { hash });
    },
    setting: async (key) => (await run.first(settingByKey, { key }))?.value ?? null,
    keepSetting: async (key, value) => {
      await run.all(insertSetting, { key, value });
      return (await run.first(settingByKey, { key }))?.value ?? value;
    },
  };
}

interface NewRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly now: number;
}

const insertFeedback = statement((db, $: NewRecord & { entry: string; useful: number }) =>
  db.insertInto('feedback').values({
    id: $.id,
    partner_id: partnerOf($.conversationId),
    conversation_id: $.conversationId,
    entry: $.entry,
    useful: $.useful,
    at: $.now,
  }),
);

const insertMiss = statement((db, $: NewRecord & { text: string; language: string; country: string | null }) =>
  db.insertInto('misses').values({
    id: $.id,
    partner_id: partnerOf($.conversationId),
    conversation_id: $.conversationId,
    text: $.text,
    language: $.language,
    country: $.country,
    at: $.now,
  }),
);

const insertPillAnswer = statement((db, $: NewRecord & { pill: string; right: number }) =>
  db.insertInto('pill_answers').values({
    id: $.id,
    partner_id: partnerOf($.conversationId),
    conversation_id: $.conversationId,
    pill: $.pill,
    right: $.right,
    at: $.now,
  }),
);

const takeAuditNumber = statement((db) =>
  db
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash']),
);

const moveAuditHead = statement((db, $: { hash: string }) =>
  db.updateTable('audit_head').set({ hash: $.hash }).where('id', '=', 1),
);

const insertAudit = statement((db, $: Pick<AuditRow, 'seq' | 'at' | 'event' | 'facts' | 'hash'> & { previousHash: string }) =>
  db.insertInto('audit').values({
    seq: $.seq,
    at: $.at,
    event: $.event,
    facts: $.facts,
    previous_hash: $.previousHash,
    hash: $.hash,
  }),
);

const settingByKey = statement((db, $: { key: string }) => db.selectFrom('settings').select('value').where('key', '=', $.key));

const insertSetting = statement((db, $: { key: string; value: string }) =>
  db
    .insertInto('settings')
    .values({ key: $.key, value: $.value })
    .onConflict((conflict) => conflict.column('key').doNothing()),
);

import { auditStart } from '../audit-chain.ts';
import { strict, strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What we learn from, what we must be able to show, and the service's own small values. */
export const records: Migration = {
  name: '005-records',
  up: async (db, engine) => {
    await createFeedback(db, engine);
    await createMisses(db, engine);
    await createPillAnswers(db, engine);
    await createAudit(db, engine);
    await createErasures(db, engine);
    await createSettings(db, engine);
  },
};

async function createFeedback(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = recordTable(db, 'feedback', engine)
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('useful', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('feedback_conversation').on('feedback').column('conversation_id').execute();
}

async function createMisses(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = recordTable(db, 'misses', engine)
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('country', 'text');
  await strict(table, engine).execute();
  await db.schema.createIndex('misses_conversation').on('misses').column('conversation_id').execute();
}

async function createPillAnswers(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = recordTable(db, 'pill_answers', engine)
    .addColumn('pill', 'text', (column) => column.notNull())
    .addColumn('right', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('pill_answers_conversation').on('pill_answers').column('conversation_id').execute();
}

function recordTable(db: Kysely<Database>, name: string, engine: SqlEngine) {
  return db.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('at', whole(engine), (column) => column.notNull());
}

async function createAudit(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const audit = db.schema
    .createTable('audit')
    .addColumn('seq', number, (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('at', number, (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull());
  await strict(audit, engine).execute();
  const head = db.schema
    .createTable('audit_head')
    .addColumn('id', number, (column) => column.primaryKey().notNull())
    .addColumn('seq', number, (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull());
  await strict(head, engine).execute();
  await db.insertInto('audit_head').values({ id: 1, seq: 0, hash: auditStart }).execute();
}

async function createErasures(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('erasures')
    .addColumn('contact_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('at', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
}

async function createSettings(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('value', 'text', (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
}

import { sql } from 'kysely';
import { strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Handoffs, and the mentors who take them. */
export const desk: Migration = {
  name: '004-desk',
  up: async (db, engine) => {
    await createHandoffs(db, engine);
    await createMentors(db, engine);
    await createSignIns(db, engine);
  },
};

async function createHandoffs(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('handoffs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('risk', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('country', 'text')
    .addColumn('mentor_id', 'text')
    .addColumn('opened_at', number, (column) => column.notNull())
    .addColumn('claimed_at', number)
    .addColumn('closed_at', number)
    .addColumn('promised_at', number, (column) => column.notNull())
    .addColumn('rating', number)
    .addColumn('version', number, (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
  await db.schema
    .createIndex('handoffs_one_open')
    .unique()
    .on('handoffs')
    .column('conversation_id')
    .where(sql<string>`status`, 'in', ['queued', 'claimed'])
    .execute();
  await db.schema.createIndex('handoffs_conversation').on('handoffs').columns(['conversation_id', 'closed_at']).execute();
  await db.schema.createIndex('handoffs_desk').on('handoffs').columns(['partner_id', 'status', 'closed_at']).execute();
}

async function createMentors(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('mentors')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('active', number, (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('created_at', number, (column) => column.notNull())
    .addUniqueConstraint('mentors_name', ['partner_id', 'name']);
  await strictInKeyOrder(table, engine).execute();
}

async function createSignIns(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('sign_ins')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('mentor_id', 'text', (column) => column.notNull().references('mentors.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', number, (column) => column.notNull())
    .addColumn('expires_at', number, (column) => column.notNull())
    .addUniqueConstraint('sign_ins_secret', ['kind', 'secret_hash']);
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('sign_ins_mentor').on('sign_ins').column('mentor_id').execute();
}

import { strict, strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Who writes to us, from where, and the conversation this belongs to. */
export const people: Migration = {
  name: '001-people',
  up: async (db, engine) => {
    await createContacts(db, engine);
    await createConversations(db, engine);
    await createAddresses(db, engine);
  },
};

async function createContacts(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('contacts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('language', 'text')
    .addColumn('second_language', 'text')
    .addColumn('country', 'text')
    .addColumn('city', 'text')
    .addColumn('zone', 'text')
    .addColumn('sector', 'text')
    .addColumn('stage', 'text')
    .addColumn('created_at', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
}

async function createConversations(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('version', number, (column) => column.notNull().defaultTo(1))
    .addColumn('last_seq', number, (column) => column.notNull().defaultTo(0))
    .addColumn('last_address_id', 'text')
    .addColumn('lease_until', number, (column) => column.notNull().defaultTo(0))
    .addColumn('fence', number, (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', number, (column) => column.notNull())
    .addUniqueConstraint('conversations_contact', ['contact_id', 'partner_id']);
  await strict(table, engine).execute();
}

async function createAddresses(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('addresses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('external_user', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('created_at', whole(engine), (column) => column.notNull())
    .addUniqueConstraint('addresses_place', ['channel', 'account', 'external_user', 'thread']);
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('addresses_contact').on('addresses').column('contact_id').execute();
  await db.schema.createIndex('addresses_conversation').on('addresses').column('conversation_id').execute();
}

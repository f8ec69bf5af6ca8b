import { strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Codes that join a person's channels, wrong ones counted, and where the pills go. */
export const linking: Migration = {
  name: '006-linking',
  up: async (db, engine) => {
    await createLinkCodes(db, engine);
    await createLinkGuesses(db, engine);
    await db.schema.alterTable('subscriptions').addColumn('address_id', 'text').execute();
  },
};

async function createLinkCodes(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('link_codes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id'))
    .addColumn('address_id', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', number, (column) => column.notNull())
    .addColumn('expires_at', number, (column) => column.notNull())
    .addColumn('used_at', number)
    .addColumn('used_by', 'text');
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('link_codes_contact').on('link_codes').column('contact_id').execute();
}

async function createLinkGuesses(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('link_guesses')
    .addColumn('address_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('wrong', number, (column) => column.notNull())
    .addColumn('since', number, (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
}

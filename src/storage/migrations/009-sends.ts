import { sql } from 'kysely';
import { strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What providers report of sends, and messages that wait for leave to be sent. */
export const sends: Migration = {
  name: '009-sends',
  up: async (db, engine) => {
    await createReports(db, engine);
    await createHeld(db, engine);
    await db.schema
      .createIndex('outbox_provider')
      .on('outbox')
      .column('provider_id')
      .where(sql<string>`provider_id`, 'is not', null)
      .execute();
  },
};

async function createReports(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('send_reports')
    .addColumn('provider_key', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('outbox_id', 'text')
    .addColumn('part', number)
    .addColumn('error', 'text')
    .addColumn('retry_at', number)
    .addColumn('at', number, (column) => column.notNull())
    .addPrimaryKeyConstraint('send_reports_key', ['provider_key', 'status']);
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('send_reports_outbox').on('send_reports').column('outbox_id').execute();
}

async function createHeld(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('held_messages')
    .addColumn('outbox_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('address_id', 'text', (column) => column.notNull())
    .addColumn('held_at', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('held_messages_address').on('held_messages').column('address_id').execute();
}

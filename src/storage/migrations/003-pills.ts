import { strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Who gets a pill and when, what was delivered, and the timers of everything. */
export const pills: Migration = {
  name: '003-pills',
  up: async (db, engine) => {
    await createTimers(db, engine);
    await createSubscriptions(db, engine);
    await createDeliveries(db, engine);
  },
};

async function createTimers(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('timers')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('fire_at', number, (column) => column.notNull())
    .addColumn('version', number, (column) => column.notNull().defaultTo(1))
    .addUniqueConstraint('timers_scope', ['type', 'scope']);
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('timers_due').on('timers').columns(['fire_at', 'id']).execute();
  await db.schema.createIndex('timers_conversation').on('timers').column('conversation_id').execute();
}

async function createSubscriptions(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('contact_id', 'text', (column) => column.notNull().unique().references('contacts.id'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('local_time', 'text', (column) => column.notNull())
    .addColumn('paused_until', number)
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('generation', number, (column) => column.notNull())
    .addColumn('created_at', number, (column) => column.notNull())
    .addColumn('updated_at', number, (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('subscriptions_conversation').on('subscriptions').column('conversation_id').execute();
}

async function createDeliveries(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('deliveries')
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
    .addColumn('local_date', 'text', (column) => column.notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('pill', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('at', whole(engine), (column) => column.notNull())
    .addPrimaryKeyConstraint('deliveries_key', ['subscription_id', 'local_date']);
  await strictInKeyOrder(table, engine).execute();
}

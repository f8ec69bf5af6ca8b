import { sql } from 'kysely';
import { strict, strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What was said, what is still to be answered, and what is still to be sent. */
export const messages: Migration = {
  name: '002-messages',
  up: async (db, engine) => {
    await createActivities(db, engine);
    await createInbox(db, engine);
    await createOutbox(db, engine);
    await createAttempts(db, engine);
  },
};

/** For partial indexes, whose condition may name a column that is not indexed. */
const status = sql<string>`status`;

async function createActivities(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('activities')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('seq', number, (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('address_id', 'text')
    .addColumn('channel', 'text')
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('at', number, (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_key', ['conversation_id', 'seq']);
  await strict(table, engine).execute();
}

async function createInbox(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('inbox')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('dedupe_key', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('address_id', 'text', (column) => column.notNull())
    .addColumn('seq', number, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', number, (column) => column.notNull().defaultTo(0))
    .addColumn('error', 'text')
    .addColumn('received_at', number, (column) => column.notNull())
    .addColumn('done_at', number)
    .addUniqueConstraint('inbox_copies', ['channel', 'dedupe_key']);
  await strictInKeyOrder(table, engine).execute();
  await db.schema.createIndex('inbox_open').on('inbox').columns(['conversation_id', 'seq']).where(status, '=', 'open').execute();
  await db.schema.createIndex('inbox_dead').on('inbox').column('received_at').where(status, '=', 'dead').execute();
}

async function createOutbox(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('outbox')
    .addColumn('place', engine === 'sqlite' ? 'integer' : 'bigserial', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('idem_key', 'text', (column) => column.notNull().unique())
    .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
    .addColumn('address_id', 'text', (column) => column.notNull())
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('priority', number, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', number, (column) => column.notNull().defaultTo(0))
    .addColumn('resends', number, (column) => column.notNull().defaultTo(0))
    .addColumn('not_before', number, (column) => column.notNull())
    .addColumn('expires_at', number)
    .addColumn('provider_id', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', number, (column) => column.notNull())
    .addColumn('updated_at', number, (column) => column.notNull());
  await strict(table, engine).execute();
  await db.schema.createIndex('outbox_conversation').on('outbox').columns(['conversation_id', 'place']).execute();
  await db.schema
    .createIndex('outbox_unsent')
    .on('outbox')
    .columns(['priority', 'place'])
    .where(status, 'in', ['pending', 'retry', 'sending'])
    .execute();
  await db.schema
    .createIndex('outbox_line')
    .on('outbox')
    .columns(['conversation_id', 'priority', 'place'])
    .where(status, 'in', ['pending', 'retry', 'sending'])
    .execute();
  await db.schema
    .createIndex('outbox_troubled')
    .on('outbox')
    .column('place')
    .where(status, 'in', ['ambiguous', 'dead'])
    .execute();
}

async function createAttempts(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const number = whole(engine);
  const table = db.schema
    .createTable('attempts')
    .addColumn('outbox_id', 'text', (column) => column.notNull())
    .addColumn('attempt', number, (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
    .addColumn('at', number, (column) => column.notNull())
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('attempts_key', ['outbox_id', 'attempt', 'event']);
  await strictInKeyOrder(table, engine).execute();
}

import { sql } from 'kysely';
import { strictInKeyOrder, whole } from './migration.ts';
import type { Migration } from './migration.ts';

/** Files of conversations; their bytes lie beside the database. */
export const media: Migration = {
  name: '007-media',
  up: async (db, engine) => {
    const number = whole(engine);
    const table = db.schema
      .createTable('media')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
      .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id'))
      .addColumn('activity_id', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('content_type', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('size', number, (column) => column.notNull())
      .addColumn('sha256', 'text')
      .addColumn('source', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', number, (column) => column.notNull().defaultTo(0))
      .addColumn('fetch_at', number, (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addUniqueConstraint('media_source', ['activity_id', 'source']);
    await strictInKeyOrder(table, engine).execute();
    await db.schema.createIndex('media_conversation').on('media').column('conversation_id').execute();
    await db.schema.createIndex('media_blob').on('media').column('sha256').execute();
    await db.schema.createIndex('media_age').on('media').column('at').execute();
    const asked = db.schema.createIndex('media_asked').on('media').column('fetch_at');
    await asked.where(sql<string>`state`, '=', 'asked').execute();
  },
};

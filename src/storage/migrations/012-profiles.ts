import { strictInKeyOrder, whole } from './migration.ts';
import type { Migration } from './migration.ts';

/** People who share a phone. */
export const profiles: Migration = {
  name: '012-profiles',
  up: async (db, engine) => {
    const table = db.schema
      .createTable('profiles')
      .addColumn('address_id', 'text', (column) => column.notNull())
      .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id'))
      .addColumn('partner_id', 'text', (column) => column.notNull().defaultTo('main'))
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', whole(engine), (column) => column.notNull())
      .addPrimaryKeyConstraint('profiles_key', ['address_id', 'contact_id']);
    await strictInKeyOrder(table, engine).execute();
    await db.schema.createIndex('profiles_contact').on('profiles').column('contact_id').execute();
  },
};

import type { Migration } from './migration.ts';

/** The channel on which each person asked for pills: some channels carry them only to who asked there. */
export const askedOn: Migration = {
  name: '010-asked-on',
  up: async (db) => {
    await db.schema.alterTable('subscriptions').addColumn('asked_on', 'text').execute();
  },
};

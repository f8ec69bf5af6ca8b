import type { Migration } from './migration.ts';

/** What a channel must know to speak at an address later, in its own words. */
export const places: Migration = {
  name: '011-places',
  up: async (db) => {
    await db.schema.alterTable('addresses').addColumn('place', 'text').execute();
  },
};

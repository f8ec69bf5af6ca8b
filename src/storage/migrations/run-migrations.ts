import { SportelloError } from '../../domain/errors.ts';
import { migrations } from './migrations.ts';
import { strictInKeyOrder, whole } from './migration.ts';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';
import type { Kysely } from 'kysely';

/** Makes the list of what ran. Safe to call when it exists. */
export async function prepareMigrations(db: Kysely<Database>, engine: SqlEngine): Promise<void> {
  const table = db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', whole(engine), (column) => column.notNull());
  await strictInKeyOrder(table, engine).execute();
}

/** Runs what did not run yet, inside the caller's transaction. `data-damaged` when the database is ahead of the program. */
export async function runMigrations(db: Kysely<Database>, engine: SqlEngine, now: number): Promise<void> {
  const rows = await db.selectFrom('migrations').select('name').execute();
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    throw new SportelloError(
      'data-damaged',
      `The database was changed by a newer version of Sportello (it has '${unknown.name}'). Start that version, or restore an older backup.`,
    );
  }
  const ran = new Set(rows.map((row) => row.name));
  for (const migration of migrations) {
    if (ran.has(migration.name)) continue;
    await migration.up(db, engine);
    await db.insertInto('migrations').values({ name: migration.name, at: now }).execute();
  }
}

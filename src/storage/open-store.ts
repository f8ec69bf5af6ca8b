import { openSqlite } from './sqlite/open-sqlite.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import type { OpenStore, StoreOptions } from './store-options.ts';

export type { BeforeCommit, OpenStore, StoreOptions, StoreStats } from './store-options.ts';

/**
 * Opens the store and brings its schema up to date: PostgreSQL where a URL is given, else SQLite in `dataDir`.
 * Rejects with `data-locked`, `data-damaged` or `store-busy`.
 */
export function openStore(options: StoreOptions & { readonly databaseUrl: string | null }): Promise<OpenStore> {
  const { databaseUrl } = options;
  return databaseUrl === null ? openSqlite(options) : openPostgres(options, databaseUrl);
}

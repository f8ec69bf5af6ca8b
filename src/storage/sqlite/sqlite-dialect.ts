import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Dialect, Driver } from 'kysely';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Kysely over one of our own connections. The stock driver prepares each statement anew, begins without the write lock,
 * and makes reads wait for writes.
 */
export function createSqliteDialect(connection: SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(connection: SqliteConnection): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => connection.control('begin immediate'),
    commitTransaction: async () => connection.control('commit'),
    rollbackTransaction: async () => connection.control('rollback'),
    releaseConnection: async () => {},
    destroy: async () => connection.close(),
  };
}

import SqliteDatabase from 'better-sqlite3';
import { GroupWriter } from './group-writer.ts';
import { Kysely } from 'kysely';
import { SnapshotReader } from './snapshot-reader.ts';
import { SportelloError } from '../../domain/errors.ts';
import { SqliteStatementCompiler } from '../placeholder.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { Statements, createRunner } from '../statement.ts';
import { createMemoryLeases } from './memory-leases.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { createTables } from '../tables.ts';
import { join } from 'node:path';
import { lockDataDir } from './data-lock.ts';
import { mkdirSync } from 'node:fs';
import { prepareMigrations, runMigrations } from '../migrations/run-migrations.ts';
import { storeError } from './sqlite-errors.ts';
import type { Database } from '../schema.ts';
import type { OpenStore, StoreOptions } from '../store-options.ts';
import type { Runner } from '../statement.ts';

/** Older ones can corrupt a file when a WAL is reset while another connection reads. Source: SQLite 3.51.3's release notes. */
const oldestSqlite = '3.51.3';

/** How long to wait for another program's lock on the file. Everything else waits meanwhile, so it is short. */
const busyMs = 250;

/** The store in `DATA_DIR/sportello.db`. `data-locked` when another process owns the folder. */
export async function openSqlite(options: StoreOptions): Promise<OpenStore> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataDir(options.dataDir);
  const opened: { close(): void }[] = [lock];
  const closeAll = (): void => {
    for (const each of opened.toReversed()) each.close();
  };
  try {
    const file = join(options.dataDir, 'sportello.db');
    const writing = openConnection(file, false);
    opened.push(writing);
    await migrate(writing, options.universe.now());
    const reading = openConnection(file, true);
    opened.push(reading);
    return createStore(writing, reading, options, closeAll);
  } catch (error) {
    closeAll();
    throw storeError(error);
  }
}

function createStore(
  writing: SqliteConnection,
  reading: SqliteConnection,
  options: StoreOptions,
  closeAll: () => void,
): OpenStore {
  const leases = createMemoryLeases();
  const dialect = createSqliteDialect(writing);
  const constant = { ...dialect, createQueryCompiler: () => new SqliteStatementCompiler() };
  const statements = new Statements(new Kysely({ dialect }), new Kysely({ dialect: constant }), 'sqlite');
  const writeTables = createTables(runnerOn(writing, statements), options.universe, leases);
  const readTables = createTables(runnerOn(reading, statements), options.universe, leases);
  const writer = new GroupWriter(writing, options.universe.now, options.beforeCommit);
  const reader = new SnapshotReader(reading);
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await writer.close();
    await reader.close();
    closeAll();
  };
  return {
    isSingle: true,
    read: (work) => reader.read(() => work(readTables)),
    write: (work) => writer.write(() => work(writeTables)),
    check: async () => {
      await reader.read(async () => reading.run('select 1', []));
    },
    close: () => (closing ??= close()),
    stats: () => ({ commits: writer.commits, queries: writing.queries + reading.queries }),
  };
}

function runnerOn(connection: SqliteConnection, statements: Statements): Runner {
  return createRunner(statements, async <Row>(query: { sql: string; parameters: readonly unknown[] }) => {
    return connection.run(query.sql, query.parameters) as Row[];
  });
}

function openConnection(file: string, readonly: boolean): SqliteConnection {
  const database = new SqliteDatabase(file, { readonly, timeout: busyMs });
  try {
    assertVersion(database);
    if (!readonly) database.pragma('journal_mode = wal');
    setUp(database);
    return new SqliteConnection(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Throws where the file can't promise what we promise. */
function setUp(database: SqliteDatabase.Database): void {
  // In WAL mode better-sqlite3 defaults to NORMAL, which loses the last commits at a power cut.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  // Pages written again and again are copied into the file once for many commits: 16 MB of log.
  database.pragma('wal_autocheckpoint = 4000');
  // What a person had deleted is overwritten, not only unlinked.
  database.pragma('secure_delete = on');
  const mode = String(database.pragma('journal_mode', { simple: true }));
  if (mode === 'wal') return;
  throw new SportelloError('data-damaged', `SQLite can't keep a write-ahead log here (it keeps '${mode}'): use a local disk.`);
}

function assertVersion(database: SqliteDatabase.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get());
  if (version.localeCompare(oldestSqlite, 'en', { numeric: true }) >= 0) return;
  throw new SportelloError(
    'data-damaged',
    `SQLite ${version} can damage its file; ${oldestSqlite} or newer is needed. Run 'npm ci' to get it.`,
  );
}

/** Under an exclusive lock: Kysely's own migration lock does nothing on SQLite. */
async function migrate(connection: SqliteConnection, now: number): Promise<void> {
  const db = new Kysely<Database>({ dialect: createSqliteDialect(connection) });
  connection.control('begin exclusive');
  try {
    await prepareMigrations(db, 'sqlite');
    await runMigrations(db, 'sqlite', now);
    connection.control('commit');
  } catch (error) {
    if (connection.isInTransaction) connection.control('rollback');
    throw error;
  }
}

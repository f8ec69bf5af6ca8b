import { Pool, types } from 'pg';
import type { CustomTypesConfig } from 'pg';
import { DummyDriver, Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, sql } from 'kysely';
import { PostgresStatementCompiler } from '../placeholder.ts';
import { Statements, createRunner } from '../statement.ts';
import { createTables } from '../tables.ts';
import { prepareMigrations, runMigrations } from '../migrations/run-migrations.ts';
import { rowLeases } from './row-leases.ts';
import { OngoingWork } from './ongoing-work.ts';
import { isWorthRetrying, openingError } from './postgres-errors.ts';
import type { Database } from '../schema.ts';
import type { OpenStore, StoreOptions } from '../store-options.ts';
import type { Tables } from '../../ports/store.ts';
import type { Dialect, Transaction } from 'kysely';
import type { Universe } from '../../ports/universe.ts';

/** Tries of one transaction before its conflict is told to the caller. */
const maxTries = 8;
const connections = 10;
const connectMs = 5000;

/** The store in a PostgreSQL database, shared by any number of processes. `store-busy` when it does not answer, `config-invalid` when it refuses us. */
export async function openPostgres(options: StoreOptions, databaseUrl: string): Promise<OpenStore> {
  const pool = createPool(databaseUrl);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await retry(options.universe, () => prepareMigrations(db, 'postgres'));
    await retry(options.universe, () => migrate(db, options.universe.now()));
  } catch (error) {
    await db.destroy();
    throw openingError(error, databaseUrl);
  }
  return createStore(db, options);
}

function createStore(db: Kysely<Database>, options: StoreOptions): OpenStore {
  const { universe, beforeCommit } = options;
  const counts = { commits: 0, queries: 0 };
  const tablesOn = tablesFactory(db, universe, counts);
  const work = new OngoingWork();
  const write = async <T>(task: (tables: Tables) => Promise<T>): Promise<T> => {
    const value = await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        const result = await task(tablesOn(transaction));
        await beforeCommit?.(1);
        return result;
      });
    counts.commits += 1;
    return value;
  };
  const read = <T>(task: (tables: Tables) => Promise<T>): Promise<T> =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((transaction) => task(tablesOn(transaction)));
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await work.end();
    await db.destroy();
  };
  return {
    isSingle: false,
    read: (task) => work.run(() => read(task)),
    write: (task) => work.run(() => retry(universe, () => write(task))),
    check: () =>
      work.run(async () => {
        await sql`select 1`.execute(db);
      }),
    close: () => (closing ??= close()),
    stats: () => ({ ...counts }),
  };
}

/** Only compiles: what it compiles runs in the caller's transaction. */
const constantDialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresStatementCompiler(),
};

function tablesFactory(db: Kysely<Database>, universe: Universe, counts: { queries: number }) {
  const constant = new Kysely<Database>({ dialect: constantDialect });
  const statements = new Statements(db, constant, 'postgres');
  return (transaction: Transaction<Database>): Tables => {
    const run = createRunner(statements, async (query) => {
      counts.queries += 1;
      return (await transaction.executeQuery(query)).rows;
    });
    return createTables(run, universe, rowLeases);
  };
}

function createPool(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connectMs,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while idle is dropped by the pool; whoever needs one next gets a new one or `store-busy`.
  pool.on('error', () => {});
  return pool;
}

/** Times and counts are int8, which pg hands out as text; ours all fit a number. */
const parserOf: CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format);

/** The list's own lock lets one process at a time through; session locks would not survive a pooler. */
async function migrate(db: Kysely<Database>, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`lock table migrations in exclusive mode`.execute(transaction);
    await runMigrations(transaction, 'postgres', now);
  });
}

async function retry<T>(universe: Universe, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isWorthRetrying(error) || tries >= maxTries) throw error;
      await pause(universe.chance() * 2 ** tries);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

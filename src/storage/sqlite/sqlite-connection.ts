import type SqliteDatabase from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Statements kept prepared; beyond it all are dropped and prepared anew as they come. */
const keptStatements = 500;

/** One SQLite connection with its prepared statements. Everything on it runs at once, on the caller's thread. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase.Database;
  readonly #statements = new Map<string, SqliteDatabase.Statement>();
  /** Queries run so far. */
  queries = 0;
  /** True once a statement ran that may have changed something; the writer resets it. */
  hasWritten = false;

  constructor(database: SqliteDatabase.Database) {
    this.#database = database;
  }

  get isInTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Returns the rows of a select or a `returning`, else an empty list. */
  run(sql: string, parameters: readonly unknown[]): unknown[] {
    const prepared = this.#statements.get(sql) ?? this.#prepare(sql);
    this.queries += 1;
    if (!prepared.readonly) this.hasWritten = true;
    if (prepared.reader) return prepared.all(parameters);
    prepared.run(parameters);
    return [];
  }

  /** Begins, commits, sets savepoints: no rows, not counted as a query. */
  control(sql: string): void {
    const prepared = this.#statements.get(sql) ?? this.#prepare(sql);
    prepared.run();
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: this.run(query.sql, query.parameters) as Row[] };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield { rows: this.run(query.sql, query.parameters) as Row[] };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): SqliteDatabase.Statement {
    if (this.#statements.size >= keptStatements) this.#statements.clear();
    const prepared = this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

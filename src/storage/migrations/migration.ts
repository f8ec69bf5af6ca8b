import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import type { SqlEngine } from '../statement.ts';

/**
 * One step of the schema. Expand first, contract in a later release: the version before must still run on the result.
 * A step that was released is never edited.
 */
export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<Database>, engine: SqlEngine) => Promise<void>;
}

/** Type of whole numbers: 64 bits on both engines. */
export function whole(engine: SqlEngine): 'integer' | 'bigint' {
  return engine === 'sqlite' ? 'integer' : 'bigint';
}

/** Checks types as PostgreSQL does. */
export function strict<Table extends string, Columns extends string>(
  table: CreateTableBuilder<Table, Columns>,
  engine: SqlEngine,
): CreateTableBuilder<Table, Columns> {
  return engine === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}

/** Keeps small rows in the primary key's own tree: one tree less to write. */
export function strictInKeyOrder<Table extends string, Columns extends string>(
  table: CreateTableBuilder<Table, Columns>,
  engine: SqlEngine,
): CreateTableBuilder<Table, Columns> {
  return engine === 'sqlite' ? table.modifyEnd(sql`strict, without rowid`) : table;
}

import { Placeholder } from './placeholder.ts';
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema.ts';

export type SqlEngine = 'sqlite' | 'postgres';
export type Builder = Kysely<Database>;

/**
 * A query that is built and compiled once per store and then run with ever new values. In `build`, `$` stands for the
 * values: its fields may be used wherever the query takes a value, and nowhere else.
 */
export interface Statement<Values, Row> {
  readonly build: (db: Builder, $: Values, engine: SqlEngine) => Compilable<Row>;
}

export function statement<Values, Row>(build: Statement<Values, Row>['build']): Statement<Values, Row> {
  return { build };
}

/** Runs queries inside one transaction. Rows come back only from selects and `returning`. */
export interface Runner {
  readonly engine: SqlEngine;
  all<Values, Row>(statement: Statement<Values, Row>, values: Values): Promise<readonly Row[]>;
  first<Values, Row>(statement: Statement<Values, Row>, values: Values): Promise<Row | undefined>;
  /** One query for several rows of values; compiled once per number of rows. */
  many<Values, Row>(statement: Statement<readonly Values[], Row>, rows: readonly Values[]): Promise<readonly Row[]>;
  /** For rare queries whose shape depends on the call: compiled each time. */
  query<Row>(build: (db: Builder) => Compilable<Row>): Promise<readonly Row[]>;
}

/** Runs one compiled query with its values. */
export type Execute = <Row>(query: CompiledQuery<Row>) => Promise<readonly Row[]>;

/** Beyond this many rows a query is compiled anew rather than kept. */
const keptRowCounts = 32;

interface Prepared<Row> {
  readonly query: CompiledQuery<Row>;
  readonly parameters: readonly unknown[];
}

/** The compiled statements of one store. */
export class Statements {
  readonly engine: SqlEngine;
  readonly #db: Builder;
  readonly #constant: Builder;
  readonly #single = new Map<Statement<never, unknown>, Prepared<unknown>>();
  readonly #several = new Map<Statement<never, unknown>, Prepared<unknown>[]>();

  /** `constant` compiles statements: everything in them but the placeholders becomes part of the text. */
  constructor(db: Builder, constant: Builder, engine: SqlEngine) {
    this.#db = db;
    this.#constant = constant;
    this.engine = engine;
  }

  bind<Values, Row>(wanted: Statement<Values, Row>, values: Values): CompiledQuery<Row> {
    let prepared = this.#single.get(wanted) as Prepared<Row> | undefined;
    if (prepared === undefined) {
      prepared = prepare(wanted.build(this.#constant, placeholders(0) as Values, this.engine));
      this.#single.set(wanted, prepared);
    }
    return fill(prepared, [values]);
  }

  bindMany<Values, Row>(wanted: Statement<readonly Values[], Row>, rows: readonly Values[]): CompiledQuery<Row> {
    const kept = this.#several.get(wanted) ?? [];
    this.#several.set(wanted, kept);
    let prepared = kept[rows.length] as Prepared<Row> | undefined;
    if (prepared === undefined) {
      const stand = rows.map((_, row) => placeholders(row) as Values);
      prepared = prepare(wanted.build(this.#constant, stand, this.engine));
      if (rows.length <= keptRowCounts) kept[rows.length] = prepared;
    }
    return fill(prepared, rows);
  }

  compile<Row>(build: (db: Builder) => Compilable<Row>): CompiledQuery<Row> {
    return build(this.#db).compile();
  }
}

export function createRunner(statements: Statements, execute: Execute): Runner {
  return {
    engine: statements.engine,
    all: (wanted, values) => execute(statements.bind(wanted, values)),
    first: async (wanted, values) => (await execute(statements.bind(wanted, values)))[0],
    many: (wanted, rows) => execute(statements.bindMany(wanted, rows)),
    query: (build) => execute(statements.compile(build)),
  };
}

function placeholders(row: number): unknown {
  return new Proxy({}, { get: (_, name) => new Placeholder(String(name), row) });
}

function prepare<Row>(built: Compilable<Row>): Prepared<Row> {
  const query = built.compile();
  return { query, parameters: query.parameters };
}

function fill<Row>(prepared: Prepared<Row>, rows: readonly unknown[]): CompiledQuery<Row> {
  const { parameters, query } = prepared;
  const values: unknown[] = Array.from({ length: parameters.length });
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index];
    values[index] = parameter instanceof Placeholder ? read(rows[parameter.row], parameter.name) : parameter;
  }
  return { query: query.query, queryId: query.queryId, sql: query.sql, parameters: values };
}

function read(values: unknown, name: string): unknown {
  return (values as Readonly<Record<string, unknown>>)[name];
}

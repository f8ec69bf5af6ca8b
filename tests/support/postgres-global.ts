import { startPostgres } from './postgres.ts';
import type { PostgresServer } from './postgres.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the run's PostgreSQL server, as administrator. */
    readonly postgresUrl: string;
  }
}

let server: PostgresServer | null = null;

/** Starts one PostgreSQL for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  project.provide('postgresUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}

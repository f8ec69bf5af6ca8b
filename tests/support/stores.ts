import { Client } from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { openStore } from '../../src/storage/open-store.ts';
import { randomBytes } from 'node:crypto';
import { seededUniverse } from './universe.ts';
import { tmpdir } from 'node:os';
import type { BeforeCommit, OpenStore } from '../../src/storage/open-store.ts';
import type { Universe } from '../../src/ports/universe.ts';

export const engines = ['SQLite', 'PostgreSQL'] as const;
export type Engine = (typeof engines)[number];

/** Where a store keeps its data: an empty folder, or an empty schema of the run's PostgreSQL. */
export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  remove(): Promise<void>;
}

export interface OpenOptions {
  /** The same place again: to reopen what was closed, or as another process. A new one by default. */
  readonly place?: StorePlace;
  readonly universe?: Universe;
  readonly beforeCommit?: BeforeCommit;
}

export interface TestStores {
  readonly engine: Engine;
  /** Removed when the file is done. */
  place(): Promise<StorePlace>;
  /** Closed when the test is done. */
  open(options?: OpenOptions): Promise<OpenStore>;
}

/** Runs a suite once over each database. */
export function eachStore(name: string, suite: (stores: TestStores) => void): void {
  for (const engine of engines) {
    describe(`${name} (${engine})`, () => {
      suite(testStores(engine));
    });
  }
}

function testStores(engine: Engine): TestStores {
  const places: StorePlace[] = [];
  const stores: OpenStore[] = [];
  // One for all stores: two processes never make the same id.
  const oneUniverse = seededUniverse();
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(async () => {
    for (const place of places) await place.remove();
  });
  const newPlace = async (): Promise<StorePlace> => {
    const place = await createPlace(engine);
    places.push(place);
    return place;
  };
  return {
    engine,
    place: newPlace,
    open: async ({ place, universe, beforeCommit } = {}) => {
      const { dataDir, databaseUrl } = place ?? (await newPlace());
      const store = await openStore({ dataDir, databaseUrl, universe: universe ?? oneUniverse, beforeCommit });
      stores.push(store);
      return store;
    },
  };
}

/** For suites that start whole servers: whoever calls it removes it. */
export async function createPlace(engine: Engine): Promise<StorePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sportello-store-'));
  const removeFolder = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  if (engine === 'SQLite') return { dataDir, databaseUrl: null, remove: removeFolder };
  // A schema of its own rather than a database: made in a millisecond, and gone with the server.
  const schema = `test_${randomBytes(8).toString('hex')}`;
  await administrate(`create schema ${schema}`);
  const url = new URL(inject('postgresUrl'));
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { dataDir, databaseUrl: url.href, remove: removeFolder };
}

async function administrate(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

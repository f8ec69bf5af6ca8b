import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createPlace, eachStore } from '../support/stores.ts';
import { everyTable } from './fixtures.ts';
import { join } from 'node:path';
import { migrations } from '../../src/storage/migrations/migrations.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { Client } from 'pg';
import { seededUniverse } from '../support/universe.ts';
import { writeFile } from 'node:fs/promises';
import type { StorePlace } from '../support/stores.ts';

async function addUnknownMigration(place: StorePlace): Promise<void> {
  const statement = "insert into migrations (name, at) values ('999-tomorrow', 1)";
  if (place.databaseUrl === null) {
    const database = new SqliteDatabase(join(place.dataDir, 'sportello.db'));
    database.exec(statement);
    database.close();
    return;
  }
  const client = new Client({ connectionString: place.databaseUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

eachStore('opening', ({ open, place }) => {
  test('every migration runs once', async () => {
    const here = await place();
    await (await open({ place: here })).close();
    await (await open({ place: here })).close();
    const names = (await everyTable(here)).get('migrations')?.map((row) => row['name']);
    expect(names?.toSorted()).toEqual(migrations.map(({ name }) => name));
  });

  test('every row has a partner', async () => {
    const here = await place();
    await open({ place: here });
    const names = [...(await everyTable(here)).keys()];
    const without: string[] = [];
    for (const name of names) if (!(await hasColumn(here, name, 'partner_id'))) without.push(name);
    // The list of migrations and the end of the audit chain belong to the service, not to a partner.
    expect(new Set(without)).toEqual(new Set(['migrations', 'audit_head']));
  });

  test('a database from a newer version is refused', async () => {
    const here = await place();
    await (await open({ place: here })).close();
    await addUnknownMigration(here);
    await expect(open({ place: here })).rejects.toMatchObject({ code: 'data-damaged', message: /999-tomorrow/ });
  });
});

describe('opening (SQLite)', () => {
  const universe = seededUniverse();

  test('a second opener is told that the folder is taken, until the first has closed', async () => {
    const place = await newFolder();
    const first = await openStore({ ...place, universe });
    await expect(openStore({ ...place, universe })).rejects.toMatchObject({ code: 'data-locked', message: /stop it first/ });
    await first.close();
    const second = await openStore({ ...place, universe });
    await second.close();
  });

  test('a file that is no database is refused, and the folder is free again', async () => {
    const place = await newFolder();
    await writeFile(join(place.dataDir, 'sportello.db'), 'not a database at all, but long enough to be looked at'.repeat(100));
    await expect(openStore({ ...place, universe })).rejects.toMatchObject({ code: 'data-damaged' });
    await expect(openStore({ ...place, universe })).rejects.toMatchObject({ code: 'data-damaged' });
  });
});

describe('opening (PostgreSQL)', () => {
  test('processes that start at once make the schema once', async () => {
    const place = await createPlace('PostgreSQL');
    onTestFinished(() => place.remove());
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ ...place, universe: seededUniverse() })));
    for (const store of stores) await store.close();
    expect((await everyTable(place)).get('migrations')).toHaveLength(migrations.length);
  });

  test('a server that does not answer is told as such', async () => {
    const databaseUrl = 'postgres://nobody:x@127.0.0.1:1/none';
    const opening = openStore({ dataDir: '/nowhere', databaseUrl, universe: seededUniverse() });
    await expect(opening).rejects.toMatchObject({ code: 'store-busy', retryable: true });
  });
});

async function hasColumn(place: StorePlace, table: string, column: string): Promise<boolean> {
  if (place.databaseUrl === null) {
    const database = new SqliteDatabase(join(place.dataDir, 'sportello.db'), { readonly: true });
    const found = database.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column);
    database.close();
    return found !== undefined;
  }
  const client = new Client({ connectionString: place.databaseUrl });
  await client.connect();
  const found = await client.query(
    'select 1 from information_schema.columns where table_schema = current_schema() and table_name = $1 and column_name = $2',
    [table, column],
  );
  await client.end();
  return found.rowCount === 1;
}

async function newFolder(): Promise<StorePlace> {
  const place = await createPlace('SQLite');
  onTestFinished(() => place.remove());
  return place;
}

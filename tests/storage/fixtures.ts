import SqliteDatabase from 'better-sqlite3';
import { Client, types } from 'pg';
import { join } from 'node:path';
import type { Activity } from '../../src/domain/activity.ts';
import type { Address } from '../../src/domain/contact.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import type { InboundActivity } from '../../src/domain/inbox.ts';
import type { NewOutboxRow, Seat, Store } from '../../src/ports/store.ts';
import type { StorePlace } from '../support/stores.ts';

export const now = Date.UTC(2026, 0, 5, 9);

export function addressOf(user: string, channel = 'telegram'): Address {
  return { channel, account: 'default', externalUser: user, thread: user };
}

export function message(text: string): Activity {
  return { type: 'message', text };
}

export function inbound(user: string, key: string, text = `${user} says ${key}`): InboundActivity {
  return { address: addressOf(user), dedupeKey: key, activity: message(text) };
}

export function seat(store: Store, user: string, channel?: string): Promise<Seat> {
  return store.write(({ people }) => people.seat(addressOf(user, channel), 'main', now));
}

export function outboxRow(at: Seat, id: string, changes: Partial<NewOutboxRow> = {}): NewOutboxRow {
  return {
    id,
    idemKey: `key-${id}`,
    conversationId: at.conversationId,
    addressId: at.addressId,
    activity: message(id),
    kind: 'reply',
    status: 'pending',
    notBefore: now,
    expiresAt: null,
    ...changes,
  };
}

export function handoffOf(at: Seat, id: string, changes: Partial<Handoff> = {}): Handoff {
  return {
    id,
    partnerId: 'main',
    conversationId: at.conversationId,
    status: 'queued',
    topic: 'money',
    risk: 'H1',
    reason: 'I want a person',
    language: 'en',
    country: 'it',
    mentorId: null,
    openedAt: now,
    claimedAt: null,
    closedAt: null,
    promisedAt: now + 1000,
    rating: null,
    version: 1,
    ...changes,
  };
}

const int8: number = types.builtins.INT8;

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Everything that a place holds, by table, as another program would see it. */
export async function everyTable(place: StorePlace): Promise<ReadonlyMap<string, Rows>> {
  return place.databaseUrl === null ? sqliteTables(place.dataDir) : postgresTables(place.databaseUrl);
}

function sqliteTables(dataDir: string): ReadonlyMap<string, Rows> {
  const database = new SqliteDatabase(join(dataDir, 'sportello.db'), { readonly: true });
  try {
    const names = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
    return new Map(names.map((name) => [name, database.prepare(`select * from "${name}"`).all() as Rows]));
  } finally {
    database.close();
  }
}

async function postgresTables(url: string): Promise<ReadonlyMap<string, Rows>> {
  const parsers = { getTypeParser: (oid: number) => (oid === int8 ? Number : String) };
  const client = new Client({ connectionString: url, types: parsers });
  await client.connect();
  try {
    const names = await client.query<{ name: string }>(
      'select table_name as name from information_schema.tables where table_schema = current_schema()',
    );
    const tables = new Map<string, Rows>();
    for (const { name } of names.rows) tables.set(name, (await client.query(`select * from "${name}"`)).rows as Rows);
    return tables;
  } finally {
    await client.end();
  }
}

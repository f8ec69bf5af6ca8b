import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { SqliteConnection } from '../../src/storage/sqlite/sqlite-connection.ts';
import { SqliteStatementCompiler } from '../../src/storage/placeholder.ts';
import { Statements, createRunner } from '../../src/storage/statement.ts';
import { createMemoryLeases } from '../../src/storage/sqlite/memory-leases.ts';
import { createSqliteDialect } from '../../src/storage/sqlite/sqlite-dialect.ts';
import { createTables } from '../../src/storage/tables.ts';
import { expect, test } from 'vitest';
import { handoffOf, inbound, message, now, outboxRow } from './fixtures.ts';
import { newConversationState } from '../../src/domain/conversation.ts';
import { prepareMigrations, runMigrations } from '../../src/storage/migrations/run-migrations.ts';
import { seededUniverse } from '../support/universe.ts';
import type { Database } from '../../src/storage/schema.ts';
import type { Tables } from '../../src/ports/store.ts';

/** Tables in memory, and what SQLite said about how it runs each query that went through them. */
async function explainedTables(): Promise<{ readonly tables: Tables; readonly plans: ReadonlyMap<string, readonly string[]> }> {
  const connection = new SqliteConnection(new SqliteDatabase(':memory:'));
  const dialect = createSqliteDialect(connection);
  const db = new Kysely<Database>({ dialect });
  await prepareMigrations(db, 'sqlite');
  await runMigrations(db, 'sqlite', now);
  const constant = new Kysely<Database>({ dialect: { ...dialect, createQueryCompiler: () => new SqliteStatementCompiler() } });
  const plans = new Map<string, readonly string[]>();
  const run = createRunner(
    new Statements(db, constant, 'sqlite'),
    async <Row>(query: { sql: string; parameters: readonly unknown[] }) => {
      const steps = connection.run(`explain query plan ${query.sql}`, query.parameters) as { detail: string }[];
      plans.set(
        query.sql,
        steps.map(({ detail }) => detail),
      );
      return connection.run(query.sql, query.parameters) as Row[];
    },
  );
  return { tables: createTables(run, seededUniverse(), createMemoryLeases()), plans };
}

/** Everything that happens all day long: turns, sends, polls, pills, the desk's queue. */
async function liveADay(tables: Tables): Promise<void> {
  const { inbox, conversations, outbox, timers, subscriptions, handoffs, people, sends } = tables;
  const receipt = await inbox.insert(inbound('amina', '1'), 'main', now);
  await inbox.insert(inbound('amina', '1'), 'main', now);
  const at = await people.seat(inbound('amina', '1').address, 'main', now);
  const { conversationId } = at;
  await people.findSeatOfUser(inbound('amina', '1').address);
  await inbox.claimConversations(9, now, 1000);
  await conversations.load(conversationId);
  await inbox.open(conversationId, 9);
  await conversations.save(conversationId, 1, { state: newConversationState, owner: 'bot' });
  await outbox.insert([outboxRow(at, 'a'), outboxRow(at, 'b')], now);
  const row = { id: 'a', actor: 'bot', addressId: at.addressId, channel: 'telegram', activity: message('a') } as const;
  await conversations.append(conversationId, [row], now);
  await inbox.done({ id: receipt.inboxId, conversationId: receipt.conversationId }, now);
  await conversations.transcript(conversationId, { after: 0, limit: 9, notes: false, addressId: at.addressId });
  await conversations.lastAddress(conversationId);
  await tables.profiles.of(at.addressId);
  await outbox.claimDue(9, now, ['telegram', 'web-chat']);
  await outbox.finish('a', { status: 'sent', providerId: null }, now);
  await sends.lastHeard(inbound('amina', '1').address);
  await sends.hold('a', now, now);
  await sends.hasHeld(inbound('amina', '1').address);
  await sends.takeHeld(inbound('amina', '1').address);
  await sends.outboxIdOf('wamid.1');
  await sends.told('wamid.1');
  await sends.partsArrived('a');
  await outbox.recover(now, 0);
  await outbox.cancel(conversationId, ['pill'], now);
  await outbox.troubled(9);
  await inbox.dead(9);
  await timers.set({ id: 't', partnerId: 'main', type: 'pill-due', scope: 's', conversationId, fireAt: now });
  await timers.next();
  for (const timer of await timers.due(now, 9)) await timers.take(timer);
  await subscriptions.sentPills('s');
  await handoffs.open(handoffOf(at, 'h'));
  await handoffs.list('main', { open: true, limit: 9 });
  await handoffs.list('main', { open: false, limit: 9 });
  await handoffs.unrated(conversationId);
}

test('nothing that happens all day long reads a whole table, so that years of conversations cost a turn nothing', async () => {
  const { tables, plans } = await explainedTables();
  await liveADay(tables);
  const wholeTable = /^SCAN \w+$/;
  const scans = [...plans].filter(([, steps]) => steps.some((step) => wholeTable.test(step)));
  expect(scans).toEqual([]);
  expect(plans.size).toBeGreaterThan(30);
});

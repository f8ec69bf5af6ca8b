import Database from 'better-sqlite3';
import express from 'express';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportTo } from './report.ts';
import { slowCommit } from './slow-commit.ts';

// Peer (b): what anyone would write: Express, and one durable SQLite commit per request.
const db = new Database(join(mkdtempSync(join(tmpdir(), 'sportello-bench-')), 'messages.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('create table messages (id integer primary key, text text not null, reply text not null)');
const insert = db.prepare('insert into messages (text, reply) values (?, ?)');
const delay = slowCommit(Number(process.env['SYNC_MS'] ?? 0));
let commits = 0;

const app = express();
app.use(express.json());
app.post('/messages', (request, response) => {
  const { text } = request.body as { text: string };
  const reply = `You said: ${text}`;
  db.exec('begin immediate');
  const { lastInsertRowid } = insert.run(text, reply);
  delay();
  db.exec('commit');
  commits++;
  response.json({ id: String(lastInsertRowid), reply });
});
const server = app.listen(0, '127.0.0.1', () =>
  reportTo((server.address() as AddressInfo).port, () => ({ commits, queries: commits })),
);

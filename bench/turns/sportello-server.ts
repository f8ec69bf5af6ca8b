import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openService } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { reportTo } from './report.ts';
import { slowCommit } from './slow-commit.ts';

// Ours, whole: the same service that `npm start` runs, without the limits that protect it from floods.
const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
const config = { ...readConfig(process.env, root), port: 0, host: '127.0.0.1', dataDir };
const service = await openService(config, join(root, 'dist/browser'), {
  beforeCommit: slowCommit(Number(process.env['SYNC_MS'] ?? 0)),
  isUnlimited: true,
});
// Building the index is a matter of the first start, not of turns.
await service.ready;
reportTo(service.port, service.stats);

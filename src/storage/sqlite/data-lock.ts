import SqliteDatabase from 'better-sqlite3';
import { SportelloError } from '../../domain/errors.ts';
import { join } from 'node:path';

/**
 * Makes this process the folder's one owner until the lock is closed or the process ends, however it ends.
 * `data-locked` when another process owns it.
 */
export function lockDataDir(dataDir: string): { close(): void } {
  const database = new SqliteDatabase(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    throw new SportelloError(
      'data-locked',
      `Another Sportello process is working in ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return database;
}

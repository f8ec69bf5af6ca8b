import { SportelloError } from '../../domain/errors.ts';

/** What SQLite says when the disk is full, fails, or somebody else holds the file: the same call may go through later. */
const busyCodes = ['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];
const damagedCodes = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

/** Turns SQLite's own errors into ours; every other error stays what it is. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  if (busyCodes.some((prefix) => code.startsWith(prefix))) {
    return new SportelloError('store-busy', `The database can't be written now (${code}). Is the disk full?`, { cause: error });
  }
  if (damagedCodes.some((prefix) => code.startsWith(prefix))) {
    return new SportelloError('data-damaged', `The database file is damaged (${code}). Restore the newest backup.`, {
      cause: error,
    });
  }
  return error;
}

import { SportelloError } from '../../domain/errors.ts';

/** Serialization failure, deadlock; two processes that make the same table at once. Source: PostgreSQL, appendix A. */
const conflicts = new Set(['40001', '40P01']);
const tableRaces = new Set(['42P07', '42710']);
/** Catalogue index that the loser of a race to make a table runs into. */
const catalogueIndex = 'pg_type_typname_nsp_index';

/** Connection exceptions, shutdown, too many connections, disk full: the same call may go through later. */
const busyClasses = new Set(['08', '53', '57']);
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']);
const networkWords = ['timeout exceeded when trying to connect', 'Connection terminated'];

/** Wrong user or password, no such database, no such schema, not allowed. */
const refusals = /^(?:28|3D|3F|42501)/;

/** True for conflicts with another transaction: run again, it goes through. */
export function isWorthRetrying(error: unknown): boolean {
  const code = codeOf(error);
  if (code === null) return false;
  if (conflicts.has(code) || tableRaces.has(code)) return true;
  return code === '23505' && error instanceof Error && 'constraint' in error && error.constraint === catalogueIndex;
}

/** Turns a database that does not answer into `store-busy`; every other error stays what it is. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof SportelloError) return error;
  const code = codeOf(error);
  const isBusy =
    (code !== null && (conflicts.has(code) || networkCodes.has(code) || busyClasses.has(code.slice(0, 2)))) ||
    networkWords.some((words) => error.message.includes(words));
  if (!isBusy) return error;
  return new SportelloError('store-busy', `PostgreSQL can't take this now (${code ?? error.message}). Is it running?`, {
    cause: error,
  });
}

/**
 * Why the database could not be opened, for whoever set `DATABASE_URL`; names the host and never the password. Where it
 * does not answer `store-busy`, where it refuses us `config-invalid`.
 */
export function openingError(error: unknown, databaseUrl: string): unknown {
  const { host } = new URL(databaseUrl);
  const known = storeError(error);
  if (known instanceof SportelloError && known.code === 'store-busy') {
    const reason = codeOf(error) ?? 'no answer';
    return new SportelloError('store-busy', `No PostgreSQL answers at ${host} (${reason}). Start it, or correct DATABASE_URL.`, {
      cause: error,
    });
  }
  if (!(error instanceof Error) || !refusals.test(codeOf(error) ?? '')) return known;
  return new SportelloError('config-invalid', `PostgreSQL at ${host} refuses: ${error.message}. Correct DATABASE_URL.`, {
    cause: error,
  });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

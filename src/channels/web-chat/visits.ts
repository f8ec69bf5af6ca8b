import type { TranscriptRow } from '../../domain/transcript.ts';
import type { Seat } from '../../ports/store.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { WebChatParts } from './parts.ts';
import { countNewcomer } from './rates.ts';

export interface Visit {
  readonly user: string;
  readonly conversation: string;
  readonly seat: Seat;
  readonly isNew: boolean;
}

/**
 * The conversation that a visitor token names, or a new one: without a token, with one that we can't read, and when the
 * conversation was deleted.
 */
export async function visit(parts: WebChatParts, token: string | undefined, locale: string | null, ip: string): Promise<Visit> {
  const known = token === undefined ? null : await returning(parts, token);
  if (known !== null) return known;
  countNewcomer(parts, ip);
  const user = `dl_${parts.universe.id()}`;
  const conversation = parts.universe.id();
  const { seat } = await parts.chats.start(user, conversation, locale);
  return { user, conversation, seat, isNew: true };
}

export async function returning(parts: WebChatParts, token: string): Promise<Visit | null> {
  const claims = readVisitor(parts, token);
  if (claims === null) return null;
  const seat = await parts.chats.seat(claims.user, claims.conversation);
  return seat === null ? null : { user: claims.user, conversation: claims.conversation, seat, isNew: false };
}

function readVisitor(parts: WebChatParts, token: string): { user: string; conversation: string } | null {
  try {
    return parts.tokens.read('visitor', token);
  } catch (error) {
    if (error instanceof SportelloError) return null;
    throw error;
  }
}

const rowsPerRead = 200;

/** The last `most` rows after `after`, oldest first. */
export async function lastRows(parts: WebChatParts, seat: Seat, after: number, most: number): Promise<readonly TranscriptRow[]> {
  let rows: readonly TranscriptRow[] = [];
  for (let cursor = after; ;) {
    const more = await parts.chats.transcript(seat, cursor, rowsPerRead);
    rows = [...rows, ...more].slice(-most);
    const last = more.at(-1);
    if (last === undefined || more.length < rowsPerRead) return rows;
    cursor = last.seq;
  }
}

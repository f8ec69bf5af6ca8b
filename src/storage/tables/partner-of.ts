import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** The partner that a conversation belongs to, for rows that hang on it. */
export function partnerOf(conversationId: string): RawBuilder<string> {
  return sql<string>`(select partner_id from conversations where id = ${conversationId})`;
}

import { clientKey } from '../../domain/client-key.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { WebChatParts } from './parts.ts';

/** One more message of this person, or `too-many-requests` (429). */
export function countMessage(parts: WebChatParts, user: string): void {
  const wait = parts.visitorBuckets?.take(user, parts.universe.now()) ?? 0;
  if (wait > 0) throw tooMany('You are sending faster than it can be read.', wait);
}

/** One more conversation from this address, or `too-many-requests` (429). */
export function countNewcomer(parts: WebChatParts, ip: string): void {
  const wait = parts.newcomerBuckets?.take(clientKey(ip), parts.universe.now()) ?? 0;
  if (wait > 0) throw tooMany('Too many new chats were opened from your address.', wait);
}

function tooMany(found: string, wait: number): SportelloError {
  const message = `${found} Wait ${String(Math.ceil(wait / 1000))} s and try again.`;
  return new SportelloError('too-many-requests', message, { retryAfterMs: wait });
}

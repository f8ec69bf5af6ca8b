import type { Seat } from '../../ports/store.ts';
import type { WebChats } from '../../ports/web-chat.ts';
import type { WebRequest } from '../../ports/channel.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import { SportelloError } from '../../domain/errors.ts';
import type { ChatClaims, Tokens } from './tokens.ts';

/** What a request's `Authorization: Bearer` says. `token-missing` (401) when it says nothing. */
export function bearerOf(request: WebRequest): string {
  const header = request.headers['authorization'] ?? '';
  if (/^bearer \S/i.test(header)) return header.slice(7).trim();
  throw new SportelloError('token-missing', `The request has no 'Authorization: Bearer' header. Send the token in it.`);
}

/** The token of a request, checked against the page it came from. */
export function claimsOf(tokens: Tokens, request: WebRequest): ChatClaims {
  const claims = tokens.read('chat', bearerOf(request));
  checkOrigin(claims, request.headers['origin'], request.origin);
  return claims;
}

/** The same, when the path names a conversation: `token-foreign` (403) when the token is for another. */
export function claimsFor(tokens: Tokens, request: WebRequest): ChatClaims {
  const claims = claimsOf(tokens, request);
  checkConversation(claims, request.params['conversation']);
  return claims;
}

export function checkConversation(claims: ChatClaims, conversation: string | undefined): void {
  if (claims.conversation === conversation) return;
  throw new SportelloError(
    'token-foreign',
    'The token is for another conversation. Use the one that came with this conversation.',
  );
}

/** A token that names origins works on their pages and on our own. No Origin header: no page of another site. */
export function checkOrigin(claims: ChatClaims, origin: string | undefined, own: string): void {
  if (claims.origins.length === 0 || origin === undefined) return;
  if (claims.origins.includes(origin) || isSameSite(origin, own)) return;
  throw new SportelloError('origin-refused', `The token does not work on pages of '${origin.slice(0, 100)}'.`);
}

/** Compared without the scheme: behind a proxy that ends TLS we may not know it. */
export function isSameSite(origin: string, own: string): boolean {
  return hostOf(origin) !== null && hostOf(origin) === hostOf(own);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** `conversation-gone` (404) for a conversation that was never started or was deleted. */
export async function seatOf(chats: WebChats, claims: ChatClaims): Promise<Seat> {
  const seat = await chats.seat(claims.user, claims.conversation);
  if (seat !== null) return seat;
  throw new SportelloError('conversation-gone', 'The conversation does not exist, or was deleted. Start a new one.');
}

/** Whether the caller is a server that knows the secret. Compared as digests: equally long, in equal time. */
export function checkSecret(request: WebRequest, secret: string): void {
  if (timingSafeEqual(digest(bearerOf(request)), digest(secret))) return;
  throw new SportelloError(
    'token-missing',
    'Tokens are made for servers that send the Direct Line secret. This is not the secret.',
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

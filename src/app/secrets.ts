import { createHash, randomBytes } from 'node:crypto';
import type { SignIn } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** A secret nobody can guess: 192 bits, fit for a link or a cookie. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What is stored in place of a secret. SHA-256 is enough: the secret is random and long. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function newSignIn(
  mentorId: string,
  kind: SignIn['kind'],
  secret: string,
  lifetimeMs: number,
  universe: Universe,
): SignIn {
  const createdAt = universe.now();
  return { id: universe.id(), mentorId, kind, secretHash: hashSecret(secret), createdAt, expiresAt: createdAt + lifetimeMs };
}

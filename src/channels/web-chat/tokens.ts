import { createHmac, timingSafeEqual } from 'node:crypto';
import { SportelloError } from '../../domain/errors.ts';

/** What a Direct Line token allows: to be `user` in `conversation`, from pages of `origins` (empty: any). */
export interface ChatClaims {
  readonly kind: 'chat';
  readonly user: string;
  readonly conversation: string;
  readonly origins: readonly string[];
  /** One page that shows the conversation: its newer socket replaces its older one. */
  readonly tab: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** What a browser keeps to find its conversation again. Good for starting a chat, not for talking in it. */
export interface VisitorClaims {
  readonly kind: 'visitor';
  readonly user: string;
  readonly conversation: string;
  readonly exp: number;
}

type Claims = ChatClaims | VisitorClaims;

export interface Tokens {
  sign(claims: Claims): string;
  /** Rejects what is garbled, of another kind or wrongly signed (`token-missing`, 401) or too old (`token-expired`, 403). */
  read<K extends Claims['kind']>(kind: K, token: string): Extract<Claims, { kind: K }>;
  /** A short proof that we gave this text out, for forms. */
  proof(text: string): string;
  isProof(text: string, proof: string): boolean;
}

/** Source: Direct Line 3.0; directlinejs refreshes every 15 minutes, counting on 30. */
export const chatTokenSeconds = 1_800;
/** Counted from the last visit. */
export const visitorTokenSeconds = 180 * 86_400;

/**
 * The shape of a JSON Web Token, because directlinejs and Web Chat read the claim `user` out of it. There is one
 * algorithm and one header: anything else is garbled, so that no token can choose how it is checked.
 */
const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const longestToken = 4_096;
const rememberedTokens = 4_096;

/** Tokens signed with HMAC-SHA256 under `key`. Those that were checked are remembered, so that only their age is looked at again. */
export function createTokens(key: string, now: () => number): Tokens {
  const checked = new Map<string, Claims>();
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    sign: (claims) => {
      const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${text}.${mac(text).toString('base64url')}`;
    },
    read: (kind, token) => {
      const claims = checked.get(token) ?? remember(checked, token, verify(token, mac));
      if (!isOfKind(claims, kind)) throw garbled();
      if (claims.exp * 1000 <= now()) {
        throw new SportelloError('token-expired', 'The token has expired. Ask for a new one and connect again.');
      }
      return claims;
    },
    proof: (text) => mac(`proof:${text}`).toString('base64url'),
    isProof: (text, proof) => isSame(mac(`proof:${text}`), Buffer.from(proof, 'base64url')),
  };
}

function remember(checked: Map<string, Claims>, token: string, claims: Claims): Claims {
  if (checked.size >= rememberedTokens) {
    const oldest = checked.keys().next();
    if (oldest.done !== true) checked.delete(oldest.value);
  }
  checked.set(token, claims);
  return claims;
}

function verify(token: string, mac: (text: string) => Buffer): Claims {
  const end = token.lastIndexOf('.');
  if (token.length > longestToken || end < 0 || !token.startsWith(`${header}.`)) throw garbled();
  if (!isSame(mac(token.slice(0, end)), Buffer.from(token.slice(end + 1), 'base64url'))) throw garbled();
  // We signed it, so it has the shape that we gave it.
  return JSON.parse(Buffer.from(token.slice(header.length + 1, end), 'base64url').toString()) as Claims;
}

function isSame(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function isOfKind<K extends Claims['kind']>(claims: Claims, kind: K): claims is Extract<Claims, { kind: K }> {
  return claims.kind === kind;
}

function garbled(): SportelloError {
  return new SportelloError(
    'token-missing',
    'The token is not one of ours, or was cut or changed on its way. Ask for a new one.',
  );
}

import type { WebRequest } from '../../ports/channel.ts';

const cookieName = 'sportello-desk';

/** The session's secret as the browser sent it; null: none came. */
export function readSessionCookie(request: WebRequest): string | null {
  const pairs = (request.headers['cookie'] ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  return found !== undefined && /^[\w-]{16,128}$/.test(found) ? found : null;
}

/** `Set-Cookie` that scripts can't read and other sites can't use; over https it never travels in the clear. */
export function sessionCookie(request: WebRequest, secret: string, lifetimeMs: number): string {
  const seconds = Math.max(0, Math.floor(lifetimeMs / 1000));
  const isSecure = request.origin.startsWith('https:');
  return `${cookieName}=${secret}; Path=/desk; HttpOnly; SameSite=Strict; Max-Age=${String(seconds)}${isSecure ? '; Secure' : ''}`;
}

export function endedSessionCookie(request: WebRequest): string {
  return sessionCookie(request, '', 0);
}

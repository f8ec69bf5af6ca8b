import type { WebRequest } from '../../ports/channel.ts';

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const loopbackAddresses: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Proxies add them: behind one on this machine, everybody comes from this machine. */
const proxyHeaders = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

/** Whether a call comes from this machine itself: by its address, by the name it asks for, and through no proxy. */
export function isLocalCall({ ip, headers }: Pick<WebRequest, 'ip' | 'headers'>): boolean {
  const host = `http://${headers['host'] ?? ''}`;
  const isAskedLocally = URL.canParse(host) && loopbackNames.has(new URL(host).hostname);
  return loopbackAddresses.has(ip) && isAskedLocally && proxyHeaders.every((name) => headers[name] === undefined);
}

/** Whether an address leads to this machine: anywhere else we would post for whoever asks us to. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackNames.has(new URL(url).hostname);
}

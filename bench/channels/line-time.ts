import { subscribe } from 'node:diagnostics_channel';

/** A request of either of Node's two HTTP clients, as far as it tells of itself. */
interface Told {
  readonly request: { readonly path?: string };
}

/** The calls that carry a reply; signs of life beside them hold nobody up. */
const carriesReply = /\/(sendMessage|messages|activities)(\/|$|\?)/;

/**
 * The time that the reply spends between us and the provider: from the last request's start to the last byte of its answer.
 * Calls before it (seen, typing) run beside our own work, and take none of its time away.
 */
export function watchLine(): { take(): number } {
  let last: { readonly request: object; readonly start: number } | null = null;
  let ms = 0;
  const begin = (message: unknown): void => {
    const { request } = message as Told;
    if (carriesReply.test(request.path ?? '')) last = { request, start: performance.now() };
  };
  const end = (message: unknown): void => {
    if (last?.request === (message as Told).request) ms = performance.now() - last.start;
  };
  subscribe('http.client.request.start', begin);
  subscribe('http.client.response.finish', end);
  subscribe('undici:request:create', begin);
  subscribe('undici:request:trailers', end);
  return {
    take: () => {
      const taken = ms;
      ms = 0;
      return taken;
    },
  };
}

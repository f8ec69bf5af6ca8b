import type { Channel } from '../../ports/channel.ts';
import type { FilePlace } from './file-place.ts';
import type { Call } from './protocol.ts';

/** The bytes behind `whatsapp-web:<message id>`, through the page that is linked. Rejects while there is none, and where it gives none. */
export function createMediaFetch(
  call: (call: Call) => Promise<string | null>,
  place: FilePlace,
): NonNullable<Channel['fetchMedia']> {
  return async (contentUrl, mostBytes) => {
    const message = /^whatsapp-web:(\w+_[^\s_]+_\S{1,200})$/.exec(contentUrl)?.[1];
    if (message === undefined) return null;
    return place.lend(new Uint8Array(), async (path) => {
      if ((await call({ name: 'fetch', message, path, mostBytes })) === null) return null;
      return { bytes: await place.read(path), contentType: 'application/octet-stream', name: null };
    });
  };
}

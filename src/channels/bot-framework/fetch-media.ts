import type { Channel } from '../../ports/channel.ts';
import { readLimited } from '../read-limited.ts';
import type { Cloud } from './cloud.ts';
import { readFileSource } from './file-source.ts';

const fileMs = 25_000;
/** Not there any more, or never ours to see. */
const gone: ReadonlySet<number> = new Set([400, 403, 404, 410]);

/** The bytes of a file that came with an activity. Our token goes to the service that called us, and to nobody else. */
export function createMediaFetch(cloud: Pick<Cloud, 'authorization'>): NonNullable<Channel['fetchMedia']> {
  return async (contentUrl, mostBytes) => {
    const source = readFileSource(contentUrl);
    if (source === null) return null;
    const authorization = source.at === 'service' ? await cloud.authorization() : null;
    const headers = authorization === null ? {} : { authorization };
    // A redirect leads where nobody was looked at.
    const call = { headers, redirect: 'error', signal: AbortSignal.timeout(fileMs) } as const;
    const response = await fetch(source.url, call).catch(() => null);
    if (response === null) throw new Error('The channel gave no file.');
    if (gone.has(response.status)) return null;
    if (!response.ok) throw new Error(`The channel answered ${String(response.status)} for a file.`);
    const bytes = await readLimited(response, mostBytes);
    return bytes === null ? null : { bytes, contentType: 'application/octet-stream', name: null };
  };
}

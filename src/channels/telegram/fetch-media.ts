import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { Channel } from '../../ports/channel.ts';
import { readLimited } from '../read-limited.ts';

const telegramRoot = 'https://api.telegram.org';
const fileMs = 25_000;

/** The bytes behind `telegram:<file id>`, in two hops: the id's path, then the file, from the Bot API server and nowhere else. */
export function createMediaFetch(api: Api, token: string, apiRoot: string | null): NonNullable<Channel['fetchMedia']> {
  return async (contentUrl, mostBytes) => {
    const id = /^telegram:([\w-]{1,256})$/.exec(contentUrl)?.[1];
    const path = id === undefined ? null : await pathOf(api, id);
    if (path === null) return null;
    // The address holds the token: an error must not carry it, nor may a redirect.
    const url = `${apiRoot ?? telegramRoot}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fileMs) }).catch(() => null);
    if (response === null) throw new Error('Telegram gave no file.');
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`Telegram answered ${String(response.status)} for a file.`);
    const bytes = await readLimited(response, mostBytes);
    return bytes === null ? null : { bytes, contentType: 'application/octet-stream', name: null };
  };
}

/** Null where Telegram refuses for good: a wrong id, or more than its 20 MB. */
async function pathOf(api: Api, id: string): Promise<string | null> {
  try {
    const { file_path: path = '' } = await api.getFile(id);
    return /^[\w./-]+$/.test(path) && !path.split('/').includes('..') ? path : null;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return null;
    throw error;
  }
}

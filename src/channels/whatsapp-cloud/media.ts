import type { MediaFile } from '../../domain/media.ts';
import type { Fields } from './fields.ts';
import { textIn } from './fields.ts';
import { GraphError } from './graph-api.ts';
import type { Graph } from './graph-api.ts';
import { channelName } from './people.ts';

/** Meta knows no such file, or no more. Source: Graph API error codes. */
const unknownObject = 100;
/** Largest file that WhatsApp takes or gives. Source: Meta, "Media", supported types: documents. */
const mostBytes = 104_857_600;

/**
 * The bytes behind an incoming attachment's address (`whatsapp-cloud:<id>`), in two hops: the id's address, then the file.
 * Null for other addresses; rejects where Meta has it no more (30 days) or can't be reached.
 */
export async function fetchMedia(graph: Graph, contentUrl: string, most = mostBytes): Promise<MediaFile | null> {
  const id = contentUrl.startsWith(`${channelName}:`) ? contentUrl.slice(channelName.length + 1) : '';
  if (!/^[\w-]{1,100}$/.test(id)) return null;
  const found = await graph.get(id).catch((error: unknown) => {
    if (error instanceof GraphError && error.code === unknownObject) return null;
    throw error;
  });
  if (found === null) return null;
  const url = textIn(found, 'url');
  if (url === null) return null;
  const bytes = await graph.download(url, most);
  return { bytes, contentType: textIn(found, 'mime_type')?.split(';')[0] ?? 'application/octet-stream', name: null };
}

/** Hands a file to Meta and returns the message that shows it. */
export async function uploadMedia(graph: Graph, phoneId: string, file: MediaFile): Promise<Fields> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', file.contentType);
  form.set('file', new Blob([Buffer.from(file.bytes)], { type: file.contentType }), file.name ?? 'file');
  const id = textIn(await graph.post(`${phoneId}/media`, form), 'id');
  const kind = kindOf(file.contentType);
  const name = kind === 'document' && file.name !== null ? { filename: file.name } : {};
  return { type: kind, [kind]: { id, ...name } };
}

/** What WhatsApp shows as such; everything else is a document. Source: Meta, "Media", supported types. */
function kindOf(contentType: string): 'image' | 'video' | 'audio' | 'document' {
  if (/^image\/(jpeg|png)$/.test(contentType)) return 'image';
  if (/^video\/(mp4|3gpp?)$/.test(contentType)) return 'video';
  return /^audio\/(aac|amr|mpeg|mp4|ogg)$/.test(contentType) ? 'audio' : 'document';
}

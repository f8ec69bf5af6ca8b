import { pictureSize } from './picture-size.ts';

/** A picture of more dots than this is made to fill a reader's memory. Source: the largest phone cameras have 200 megapixels. */
const mostPixels = 200_000_000;
const zipEnd = 'PK\u0005\u0006';
const headBytes = 1_024;
const tailBytes = 66_000;
const chunkBytes = 8_192;

interface FileType {
  readonly contentType: string;
  readonly isLike: (head: string) => boolean;
}

/** What is kept, by its first bytes. Source: the formats' own specifications. */
const types: readonly FileType[] = [
  { contentType: 'image/jpeg', isLike: (head) => head.startsWith('\u00ff\u00d8\u00ff') },
  { contentType: 'image/png', isLike: (head) => head.startsWith('\u0089PNG\r\n\u001a\n') },
  { contentType: 'image/gif', isLike: (head) => /^GIF8[79]a/.test(head) },
  { contentType: 'image/webp', isLike: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP' },
  { contentType: 'application/pdf', isLike: (head) => head.startsWith('%PDF-') },
  { contentType: 'audio/ogg', isLike: (head) => head.startsWith('OggS') && /Opus|vorbis|Speex/.test(head) },
  { contentType: 'audio/wav', isLike: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WAVE' },
  { contentType: 'audio/mp4', isLike: (head) => head.slice(4, 8) === 'ftyp' && /^(M4A|M4B)/.test(head.slice(8, 12)) },
  { contentType: 'audio/amr', isLike: (head) => head.startsWith('#!AMR') },
  // ADTS frames have layer 0, which MPEG audio has not.
  { contentType: 'audio/aac', isLike: (head) => /^\u00ff[\u00f0\u00f1\u00f8\u00f9]/.test(head) },
  {
    contentType: 'audio/mpeg',
    isLike: (head) => head.startsWith('ID3') || /^\u00ff[\u00e2\u00e3\u00f2\u00f3\u00fa\u00fb]/.test(head),
  },
];

/**
 * What a file is by its bytes, whatever its name and sender say; null for everything that is not kept: other types, files that are
 * two things at once, and pictures too large to open.
 */
export function sniffFile(bytes: Uint8Array): string | null {
  const head = latin(bytes.subarray(0, headBytes));
  const found = types.find(({ isLike }) => isLike(head))?.contentType ?? null;
  if (found === null || hasSecondNature(bytes, head, found)) return null;
  if (!found.startsWith('image/')) return found;
  const size = pictureSize(bytes, found);
  return size === null || size.width * size.height > mostPixels ? null : found;
}

/** Pages, programs and archives that hide behind the first bytes of something harmless. */
function hasSecondNature(bytes: Uint8Array, head: string, contentType: string): boolean {
  if (latin(bytes.subarray(-tailBytes)).includes(zipEnd)) return true;
  const isPicture = contentType.startsWith('image/');
  const text = isPicture ? latin(bytes) : head;
  return /<(script|html|svg|!doctype|iframe|\?php)/i.test(text) || (isPicture && text.includes('%PDF-'));
}

/** Each byte as the letter of its number. */
function latin(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) parts.push(String.fromCharCode(...bytes.subarray(at, at + chunkBytes)));
  return parts.join('');
}

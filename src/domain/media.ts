/**
 * A file that belongs to a conversation. `left`: the person handed it to us and nobody may see it yet; `asked`: it is for a
 * mentor and still with its provider; `kept`: here, for the mentor; `gone`: it could not be had; `refused`: of a type or size that
 * is not kept.
 */
export interface Media {
  readonly id: string;
  readonly partnerId: string;
  readonly conversationId: string;
  /** The message it came or went with; null until a mentor's file is sent. */
  readonly activityId: string | null;
  readonly kind: MediaKind;
  /** As found in its bytes; until they are here, as its provider says. */
  readonly contentType: string;
  readonly name: string | null;
  /** Bytes; 0 until they are here. */
  readonly size: number;
  /** Hex, and the name of the blob; null until the bytes are here. */
  readonly sha256: string | null;
  /** The channel's own reference (`telegram:<file id>`); null: the bytes came with the message. */
  readonly source: string | null;
  readonly state: MediaState;
  readonly attempts: number;
  readonly at: number;
}

export type MediaState = 'left' | 'asked' | 'kept' | 'gone' | 'refused';
export type MediaKind = 'image' | 'audio' | 'document';

/** Bytes, with what is known of them. */
export interface MediaFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly name: string | null;
}

/** Largest file that people and mentors may hand in here. Source: the Bot API sends pictures of up to 10 MB. */
export const mostUploadedBytes = 10 * 1024 * 1024;
/** What a file chooser offers, as its `accept`. Phones offer their camera for pictures by themselves. */
export const uploadedTypes = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,audio/*';
/** Largest file that is fetched from a provider. Source: the Bot API's `getFile`. */
export const mostFetchedBytes = 20 * 1024 * 1024;
/** How long a file that nobody was to see is kept. */
export const unsharedMs = 24 * 3_600_000;

const scheme = 'media:';

/** How an attachment names a file of ours: a channel resolves it with `OpenMedia`, and never sends the address itself. */
export function mediaAddress(id: string): string {
  return `${scheme}${id}`;
}

/** The id in an address of ours; null for any other address. */
export function mediaIdIn(contentUrl: string | undefined): string | null {
  const id = contentUrl?.startsWith(scheme) === true ? contentUrl.slice(scheme.length) : '';
  return /^[\w-]{1,64}$/.test(id) ? id : null;
}

export function mediaKindOf(contentType: string): MediaKind {
  if (contentType.startsWith('image/')) return 'image';
  return contentType.startsWith('audio/') ? 'audio' : 'document';
}

/** A file's name without folders, control characters and what turns its direction; null where nothing is left. */
export function cleanFileName(name: string | null): string | null {
  const last = (name ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .replace(/^[.\s]+/, '')
    .slice(0, 100)
    .trim();
  return clean === '' ? null : clean;
}

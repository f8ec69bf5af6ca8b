import type { Attachment } from '../domain/activity.ts';
import type { Media, MediaFile, MediaKind, MediaState } from '../domain/media.ts';

/** The bytes of files, apart from the database. A blob has the SHA-256 of its bytes as its name. */
export interface MediaFiles {
  /** Resolves with the name once the bytes are on disk. */
  keep(bytes: Uint8Array): Promise<string>;
  /** Null: it is not there. */
  read(sha256: string): Promise<Uint8Array | null>;
  /** Deletes blobs for which `isWanted` says no and that are older than `olderThanMs`. How many went. */
  sweep(isWanted: (sha256: string) => Promise<boolean>, olderThanMs: number): Promise<number>;
}

/**
 * How a push channel sends a file: each attachment of an outgoing activity is `{contentType, contentUrl: 'media:<id>', name}`, and this
 * gives its bytes. Null: it is not there any more, so the send is refused for ever.
 */
export type OpenMedia = (attachment: Attachment) => Promise<MediaFile | null>;

/**
 * Keeps a file that a person handed in with a message, for that message's attachments. Rejects with `body-type` (415) for what is not
 * kept. Until it is shared nobody sees it, and after a day it is deleted.
 */
export type ReceiveMedia = (conversationId: string, file: Pick<MediaFile, 'bytes' | 'name'>) => Promise<Attachment>;

export interface NewMedia {
  readonly id: string;
  readonly conversationId: string;
  readonly activityId: string | null;
  readonly kind: MediaKind;
  readonly contentType: string;
  readonly name: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly source: string | null;
  readonly state: MediaState;
}

/** What became of a file that was asked for. */
export interface MediaOutcome {
  readonly id: string;
  readonly state: MediaState;
  readonly kind: MediaKind;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string | null;
}

export interface MediaTable {
  /** A second row of the same activity and source is left out. */
  insert(media: NewMedia, now: number): Promise<void>;
  byId(id: string): Promise<Media | null>;
  of(conversationId: string): Promise<readonly Media[]>;
  /** Shows a file of the conversation to its mentor from now on; one that is not `left` stays as it is. */
  share(id: string, conversationId: string): Promise<void>;
  /** Files that are to be fetched now, and from which conversation; each comes again only after a pause. */
  takeAsked(limit: number, now: number, pauseMs: number): Promise<readonly Media[]>;
  settle(outcome: MediaOutcome): Promise<void>;
  /** The try that was made last does not count: nothing was asked of the provider. */
  uncount(id: string): Promise<void>;
  /** Forgets files that are older, and files that were never shared and are older than the second time. How many. */
  expire(before: number, unsharedBefore: number): Promise<number>;
  isWanted(sha256: string): Promise<boolean>;
}

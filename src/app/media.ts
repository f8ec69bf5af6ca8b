import type { Attachment } from '../domain/activity.ts';
import { SportelloError } from '../domain/errors.ts';
import type { Media, MediaFile } from '../domain/media.ts';
import { cleanFileName, mediaAddress, mediaIdIn, mediaKindOf, mostFetchedBytes, unsharedMs } from '../domain/media.ts';
import { sniffFile } from '../domain/sniff-file.ts';
import type { Channel } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import type { MediaFiles, MediaOutcome, OpenMedia } from '../ports/media.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Live } from './live.ts';

export interface MediaParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly files: MediaFiles;
  readonly logger: Logger;
  readonly live: Live;
  readonly channel: (name: string) => Channel;
  readonly happen: Dispatcher['happen'];
  /** Milliseconds that files are kept. */
  readonly keepMs: number;
}

/** Files on their way to mentors and back, and their end. */
export interface MediaKeeper {
  /** Fetches what mentors may see and is still with its provider. */
  fetch(): Promise<void>;
  /** Forgets what has been kept long enough, and deletes bytes that no row names. */
  sweep(): Promise<void>;
  readonly open: OpenMedia;
  /** Keeps a file that came with its message. `body-type` (415) for what is not kept. */
  receive(conversationId: string, file: Pick<MediaFile, 'bytes' | 'name'>): Promise<Attachment>;
  /** The bytes of a file; null: they are not here. */
  read(media: Media): Promise<Uint8Array | null>;
}

const fetchedAtOnce = 8;
/** Tries of one file, a minute apart. */
const mostTries = 5;
const pauseMs = 60_000;
const fetchMs = 30_000;
/** A blob is written before its row: younger ones may still get it. */
const settledMs = 600_000;

export function createMediaKeeper(parts: MediaParts): MediaKeeper {
  const { store, universe, files } = parts;
  const read: MediaKeeper['read'] = async ({ sha256 }) => (sha256 === null ? null : files.read(sha256));

  return {
    read,
    fetch: async () => {
      const due = await store.write(({ media }) => media.takeAsked(fetchedAtOnce, universe.now(), pauseMs));
      await Promise.all(due.map((media) => fetchOne(parts, media)));
    },
    sweep: async () => {
      const now = universe.now();
      await store.write(({ media }) => media.expire(now - parts.keepMs, now - unsharedMs));
      await files.sweep((sha256) => store.read(({ media }) => media.isWanted(sha256)), settledMs);
    },
    open: async ({ contentUrl }) => {
      const id = mediaIdIn(contentUrl);
      const found = id === null ? null : await store.read(({ media }) => media.byId(id));
      const bytes = found === null ? null : await read(found);
      return found === null || bytes === null ? null : { bytes, contentType: found.contentType, name: found.name };
    },
    receive: (conversationId, file) => receive(parts, conversationId, file),
  };
}

async function receive(
  { store, universe, files }: MediaParts,
  conversationId: string,
  { bytes, name }: Pick<MediaFile, 'bytes' | 'name'>,
): Promise<Attachment> {
  const contentType = sniffFile(bytes);
  if (contentType === null) {
    throw new SportelloError(
      'body-type',
      'This file is not taken. Send a picture (JPEG, PNG, WebP, GIF), a PDF or a sound file.',
    );
  }
  const sha256 = await files.keep(bytes);
  const id = universe.id();
  const clean = cleanFileName(name);
  const kind = mediaKindOf(contentType);
  const row = { id, conversationId, activityId: null, kind, contentType, name: clean, source: null, state: 'left' } as const;
  await store.write(({ media }) => media.insert({ ...row, size: bytes.length, sha256 }, universe.now()));
  return { contentType, contentUrl: mediaAddress(id), ...(clean === null ? {} : { name: clean }) };
}

async function fetchOne(parts: MediaParts, media: Media): Promise<void> {
  const outcome = await tryFetch(parts, media);
  if (outcome === null) return;
  if (outcome.state === 'kept' || !(await tell(parts, media, outcome))) {
    await parts.store.write((tables) => tables.media.settle(outcome));
  }
  const conversation = await parts.store.read(({ conversations }) => conversations.load(media.conversationId));
  const handoff = conversation?.handoff ?? null;
  if (handoff !== null) parts.live.announceDesk(media.partnerId, { type: 'transcript-grown', handoffId: handoff.id });
}

/** The person was told that the mentor gets the file: now they learn that it is not so. False: there is nobody to tell. */
async function tell({ happen }: MediaParts, { id, conversationId }: Media, outcome: MediaOutcome): Promise<boolean> {
  const told = await happen(conversationId, {
    input: { type: 'happening', trigger: 'file-lost', values: { 'lost-file': outcome.state } },
    cause: `file-lost:${id}`,
    kind: 'notice',
    expiresAt: null,
    owner: null,
    to: null,
    also: async ({ media }) => {
      await media.settle(outcome);
      return true;
    },
  });
  return told.type !== 'dropped';
}

/** Null: another try may help. */
async function tryFetch({ channel, files, logger, store }: MediaParts, media: Media): Promise<MediaOutcome | null> {
  const { id, source, kind, contentType, attempts } = media;
  const lost = { id, kind, contentType, size: 0, sha256: null } as const;
  try {
    const file = await fetchFrom(channel, source ?? '');
    if (file === null) return { ...lost, state: 'gone' };
    const found = file.bytes.length > mostFetchedBytes ? null : sniffFile(file.bytes);
    if (found === null) return { ...lost, state: 'refused' };
    const sha256 = await files.keep(file.bytes);
    return { id, state: 'kept', kind: mediaKindOf(found), contentType: found, size: file.bytes.length, sha256 };
  } catch (error) {
    if (error instanceof SportelloError && error.retryAfterMs !== null) {
      await store.write((tables) => tables.media.uncount(id));
      return null;
    }
    logger.warn('file not fetched', {
      media: id,
      attempt: attempts + 1,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return attempts + 1 >= mostTries ? { ...lost, state: 'gone' } : null;
  }
}

/** The address names its channel: `telegram:<file id>`. */
async function fetchFrom(channel: MediaParts['channel'], source: string): Promise<MediaFile | null> {
  const { fetchMedia } = channel(source.split(':')[0] ?? '');
  if (fetchMedia === undefined) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The provider gave no file in time.')), fetchMs);
  });
  try {
    return await Promise.race([fetchMedia(source, mostFetchedBytes), late]);
  } finally {
    clearTimeout(timer);
  }
}

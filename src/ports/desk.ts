import type { NamedHealth } from '../domain/channel-health.ts';
import type { Contact } from '../domain/contact.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Media, MediaFile } from '../domain/media.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { TranscriptRow } from '../domain/transcript.ts';

/** What mentors do, whatever they do it from: the web desk, Telegram, the command line. */
export interface Desk {
  queue(mentor: Mentor): Promise<readonly QueueItem[]>;
  /** The whole conversation. `not-found` for what is not this mentor's partner's. */
  open(mentor: Mentor, handoffId: string): Promise<Case>;
  /** First come, first served: `handoff-taken` for everyone else. */
  claim(mentor: Mentor, handoffId: string, version: number): Promise<Case>;
  /** To the person; only by the mentor who claimed it. A second call with the same `key` sends nothing: `message-repeated`. */
  answer(mentor: Mentor, handoffId: string, text: string, key: string): Promise<TranscriptRow>;
  /** A file of the conversation, for the mentor who has it. `not-found` for everyone else, and for what is not theirs to see. */
  file(mentor: Mentor, handoffId: string, mediaId: string): Promise<MediaFile>;
  /** A picture or document to the person. `body-type` for what is not sent; `message-repeated` as with `answer`. */
  sendFile(mentor: Mentor, handoffId: string, file: Pick<MediaFile, 'bytes' | 'name'>, key: string): Promise<TranscriptRow>;
  /** For mentors only. */
  note(mentor: Mentor, handoffId: string, text: string): Promise<TranscriptRow>;
  close(mentor: Mentor, handoffId: string, version: number): Promise<void>;
  /** Back into the queue. */
  release(mentor: Mentor, handoffId: string, version: number): Promise<void>;
  /** How each channel is. What opens a channel to who has it (`pairing`) is for administrators only: null for others. */
  channels(mentor: Mentor): readonly NamedHealth[];
  /** Called after every commit that the desk should show; returns the way to stop. */
  watch(partnerId: string, listener: (event: DeskEvent) => void): () => void;
}

export interface QueueItem {
  readonly handoff: Handoff;
  readonly mentorName: string | null;
  /** The person's last message, cut to 140 characters. */
  readonly preview: string;
  readonly lastAt: number;
}

export interface Case extends QueueItem {
  readonly contact: Contact;
  /** Keys of the channels where the person is. */
  readonly apps: readonly string[];
  readonly transcript: readonly TranscriptRow[];
  /** The files that mentors may know of; the bytes of those `kept` come by `Desk.file`. */
  readonly media: readonly Media[];
}

export type DeskEvent =
  /** Somebody waits, was taken, was closed: fetch the queue. `waiting` counts those nobody took. */
  | { readonly type: 'queue-changed'; readonly waiting: number }
  /** Something was said: fetch the rows after the last one known. */
  | { readonly type: 'transcript-grown'; readonly handoffId: string }
  /** A channel went down, came back, has a new code to scan: fetch the channels. */
  | { readonly type: 'channels-changed' };

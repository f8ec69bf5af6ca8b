import type { Contact } from '../../domain/contact.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { Media } from '../../domain/media.ts';
import type { Mentor } from '../../domain/mentor.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';

// What the desk's API answers, as JSON.

export type Me = Pick<Mentor, 'id' | 'name' | 'role' | 'languages'>;
export type Colleague = Omit<Mentor, 'partnerId'>;

export interface QueueItem {
  readonly handoff: Handoff;
  readonly mentorName: string | null;
  readonly preview: string;
  readonly lastAt: number;
}

export interface Case extends QueueItem {
  readonly contact: Contact;
  /** Keys of the channels where the person is. */
  readonly apps: readonly string[];
  readonly transcript: readonly TranscriptRow[];
  readonly media: readonly Media[];
}

/** A mentor's own private chat on a channel. */
export interface OwnChat {
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  readonly linkedAt: number;
}

export interface Invitation {
  readonly name: string;
  readonly link: string;
}

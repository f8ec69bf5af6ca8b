import type { Address } from '../domain/contact.ts';
import type { MentorSeat } from '../domain/mentor-chat.ts';
import type { Mentor } from '../domain/mentor.ts';

/** What a channel does for mentors: private messages beside those to people. Rejections as those of `Channel.send`. */
export interface MentorLine {
  /** The address that opens the private chat and says the code there; null while the channel does not know its own name. */
  link(code: string): string | null;
  /** Resolves with the channel's id of the message. */
  send(to: Address, message: MentorMessage): Promise<string>;
  /** What can't be changed any more is left as it is. */
  edit(to: Address, id: string, message: MentorMessage): Promise<void>;
  /** Takes a message back, as far as the channel lets us. */
  remove(to: Address, id: string): Promise<void>;
}

/** A message to a mentor: plain text, and buttons whose value comes back in `MentorWord.pressed`. */
export interface MentorMessage {
  readonly heading: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly value: string }[];
}

/** Something that came in a private chat, before it is known whether it is a mentor's. */
export interface MentorWord {
  readonly address: Address;
  /** The same for each copy of the same word. */
  readonly key: string;
  readonly text: string;
  /** Carries something beside text, or corrects what was said before. */
  readonly kind: 'text' | 'media' | 'correction';
  /** What the link that opened the chat carried. */
  readonly start: string | null;
  readonly pressed: string | null;
  /** Id of the message it answers. */
  readonly repliesTo: string | null;
}

/** `person`: not for the desk; the assistant hears `text`. `mentor`: dealt with; `notice` is to be told, where there is one. */
export type Heard =
  | { readonly side: 'person'; readonly text: string }
  | { readonly side: 'mentor'; readonly notice: string | null };

/** Where channels ask first about every word of a private chat. Resolves after the commit. */
export interface MentorDoor {
  hear(word: MentorWord): Promise<Heard>;
  /** They blocked us or left: the chat is theirs no more, and whom they had taken there waits for others again. */
  left(user: Omit<Address, 'thread'>): Promise<void>;
}

/** How the desk shows and changes a mentor's own chat. */
export interface MentorChats {
  /** Null: none is linked. */
  seat(mentor: Mentor): Promise<MentorSeat | null>;
  /** A link that works once, for a quarter of an hour; `not-found` where no channel has private chats for mentors just now. */
  invite(mentor: Mentor): Promise<string>;
  /** What the desk knows of the mentor's ways. `body-invalid` for a time or zone there is not. */
  setHours(mentor: Mentor, hours: Pick<MentorSeat, 'from' | 'to' | 'zone' | 'language'>): Promise<void>;
  end(mentor: Mentor): Promise<void>;
}

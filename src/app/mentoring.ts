import type { MentorChats, MentorDoor } from '../ports/mentor-chats.ts';
import { createMentorCalls } from './mentor-calls.ts';
import { createMentorDoor } from './mentor-door.ts';
import type { MentorChatParts } from './mentor-parts.ts';
import { createMentorSeats } from './mentor-seats.ts';
import { createSpeaker } from './mentor-words.ts';

/** Mentors who work from a channel's private chat, whichever channel it is. */
export interface Mentoring {
  readonly door: MentorDoor;
  readonly chats: MentorChats;
  /** Tells mentors what they do not know yet. */
  update(): Promise<void>;
}

export function createMentoring(parts: MentorChatParts): Mentoring {
  const speaker = createSpeaker(parts.assets);
  const { update } = createMentorCalls(parts, speaker);
  return { door: createMentorDoor(parts, speaker), chats: createMentorSeats(parts, speaker), update };
}

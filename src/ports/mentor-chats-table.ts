import type { Address } from '../domain/contact.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { MentorCard, MentorSeat } from '../domain/mentor-chat.ts';

/** Mentors' private chats on channels, and what each was shown there. */
export interface MentorChatsTable {
  seats(partnerId: string): Promise<readonly MentorSeat[]>;
  seatOf(mentorId: string): Promise<MentorSeat | null>;
  seatAt(user: Omit<Address, 'thread'>): Promise<MentorSeat | null>;
  /** In place of the mentor's own former seat, and of whoever had this account. */
  saveSeat(seat: MentorSeat): Promise<void>;
  /** With everything that was kept of the chat. False when there was none. */
  endSeat(mentorId: string): Promise<boolean>;
  /** Those that do not say `closed` yet. */
  cards(mentorId: string): Promise<readonly MentorCard[]>;
  /** Handoffs of cards that were deleted since, with the person they were about. */
  lost(mentorId: string): Promise<readonly string[]>;
  /** Makes the card, or takes the one there is, for `busyMs`; null while somebody else has it. */
  take(card: Pick<MentorCard, 'handoffId' | 'mentorId' | 'partnerId'>, now: number, busyMs: number): Promise<MentorCard | null>;
  /** What the chat shows now; with `isDone` the card is let go. Who sits where is left alone. */
  noteShown(
    card: Pick<MentorCard, 'handoffId' | 'mentorId' | 'messageId' | 'shown' | 'relayedSeq'>,
    isDone: boolean,
  ): Promise<void>;
  /** The mentor answers from here, the person known by this number, and is told anew what was said; null: no more. */
  sit(handoffId: string, mentorId: string, number: number | null): Promise<void>;
  endCard(handoffId: string, mentorId: string): Promise<void>;
  /** Which handoff a message in the mentor's chat is about. */
  addMessage(mentorId: string, messageId: string, handoff: Pick<Handoff, 'id' | 'partnerId'>): Promise<void>;
  handoffOf(mentorId: string, messageId: string): Promise<string | null>;
  messages(handoffId: string, mentorId: string): Promise<readonly string[]>;
}

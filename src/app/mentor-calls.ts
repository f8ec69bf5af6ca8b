import { SportelloError } from '../domain/errors.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { MentorSeat } from '../domain/mentor-chat.ts';
import { releaseHere } from './mentor-door.ts';
import { lineOf } from './mentor-parts.ts';
import type { MentorChatParts } from './mentor-parts.ts';
import { endSeat } from './mentor-seats.ts';
import { updateChat } from './mentor-chat-update.ts';
import type { Speaker } from './mentor-words.ts';

/** Brings mentors' chats in line with the desk: who waits, who was taken, what the persons said. */
export interface MentorCalls {
  /** Everything that differs is told once; what fails is tried again at the next beat. */
  update(): Promise<void>;
}

const handoffLimit = 200;
/** After a fault of the line the chat is left alone so long. */
const faultPauseMs = 5_000;

/**
 * Nothing is queued: each beat compares what the chat shows with what is, so that neither a crash nor a lost call leaves
 * a mentor uninformed. A process that dies between telling and noting it tells that one thing twice.
 */
export function createMentorCalls(parts: MentorChatParts, speaker: Speaker): MentorCalls {
  const { store, universe, logger, partnerId } = parts;
  const waits = new Map<string, number>();

  const update = async (): Promise<void> => {
    const seats = await store.read(({ mentorChats }) => mentorChats.seats(partnerId));
    if (seats.length === 0) return;
    const open = await store.read(({ handoffs }) => handoffs.list(partnerId, { open: true, limit: handoffLimit }));
    await Promise.all(seats.map((seat) => updateSeat(seat, open)));
  };

  const updateSeat = async (seat: MentorSeat, open: readonly Handoff[]): Promise<void> => {
    if ((waits.get(seat.mentorId) ?? 0) > universe.now()) return;
    try {
      const mentor = await store.read(({ mentors }) => mentors.byId(seat.mentorId));
      if (mentor?.active !== true) {
        await endSeat(parts, seat.mentorId, 'dismissed');
        return;
      }
      await updateChat({ parts, speaker, seat, mentor, line: lineOf(parts.channels, seat.address.channel) }, open);
      waits.delete(seat.mentorId);
    } catch (error) {
      if (error instanceof SportelloError && error.code === 'send-refused') return leave(seat);
      const wait = error instanceof SportelloError ? (error.retryAfterMs ?? faultPauseMs) : faultPauseMs;
      waits.set(seat.mentorId, universe.now() + wait);
      logger.warn('a mentor was not told', {
        mentor: seat.mentorId,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };

  /** The channel will not reach them again: whom they took there must not wait for somebody who hears nothing. */
  const leave = async (seat: MentorSeat): Promise<void> => {
    await releaseHere(parts, seat.mentorId);
    await endSeat(parts, seat.mentorId, 'blocked');
    parts.wake();
  };

  return { update };
}

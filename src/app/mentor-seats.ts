import { SportelloError } from '../domain/errors.ts';
import { defaultHours } from '../domain/mentor-chat.ts';
import type { MentorSeat } from '../domain/mentor-chat.ts';
import type { MentorChats, MentorWord } from '../ports/mentor-chats.ts';
import type { MentorChatParts } from './mentor-parts.ts';
import { lineOf } from './mentor-parts.ts';
import type { Speaker } from './mentor-words.ts';
import { hashSecret, newSecret, newSignIn } from './secrets.ts';

/** Long enough to find the phone, too short to be found in somebody's history. */
const codeLifetimeMs = 15 * 60_000;
/** What a link's code begins with, so that no other link is taken for it. */
const codePrefix = 'mentor_';
const defaultZone = 'Europe/Rome';

/** A mentor's own chat, as the desk shows and changes it. */
export function createMentorSeats(parts: MentorChatParts, speaker: Speaker): MentorChats {
  const { store, universe, channels, logger } = parts;

  const invite: MentorChats['invite'] = async (mentor) => {
    const line = [...channels.values()].find(({ mentorLine }) => mentorLine !== undefined)?.mentorLine;
    const code = newSecret();
    const link = line?.link(codePrefix + code) ?? null;
    if (link === null) throw new SportelloError('not-found', 'No channel with private chats for mentors is working just now.');
    await store.write(({ mentors }) => mentors.addSignIn(newSignIn(mentor.id, 'chat', code, codeLifetimeMs, universe)));
    return link;
  };

  const end: MentorChats['end'] = async (mentor) => {
    const seat = await endSeat(parts, mentor.id, 'unlinked');
    if (seat === null) return;
    try {
      const message = { heading: '', text: speaker.say(seat.language, 'mentorChat.ended'), buttons: [] };
      await lineOf(channels, seat.address.channel).send(seat.address, message);
    } catch (error) {
      logger.warn('a mentor was not told of the end of a chat', {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };

  return {
    seat: (mentor) => store.read(({ mentorChats }) => mentorChats.seatOf(mentor.id)),
    invite,
    end,
    setHours: async (mentor, hours) => {
      checkHours(hours);
      await store.write(async ({ mentorChats }) => {
        const seat = await mentorChats.seatOf(mentor.id);
        if (seat === null) throw new SportelloError('not-found', 'No chat is linked.');
        await mentorChats.saveSeat({ ...seat, ...hours });
      });
      parts.wake();
    },
  };
}

function checkHours({ from, to, zone }: Pick<MentorSeat, 'from' | 'to' | 'zone'>): void {
  const isTime = [from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  if (!isTime) throw new SportelloError('body-invalid', 'Hours must be times such as 08:30.');
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch (cause) {
    throw new SportelloError('body-invalid', 'The zone must be an IANA time zone such as Europe/Rome.', { cause });
  }
}

/** The code in what a link carried; null where it is no such link. */
export function codeIn(start: string | null): string | null {
  return start?.startsWith(codePrefix) === true ? start.slice(codePrefix.length) : null;
}

/** Spends a code: from now on the chat is the mentor's. Null for one that is spent, too old, or no code at all. */
export async function claimSeat(
  { store, universe, partnerId }: MentorChatParts,
  word: MentorWord,
  code: string,
): Promise<MentorSeat | null> {
  const codeHash = hashSecret(code);
  return store.write(async ({ mentors, mentorChats, records }) => {
    const current = await mentorChats.seatAt(word.address);
    if (current?.codeHash === codeHash) return current;
    const row = await mentors.signIn('chat', codeHash);
    const mentor = row === null || row.expiresAt <= universe.now() ? null : await mentors.byId(row.mentorId);
    if (row === null || mentor?.active !== true || !(await mentors.endSignIn(row.id))) return null;
    const former = await mentorChats.seatOf(mentor.id);
    const seat: MentorSeat = {
      language: mentor.languages[0] ?? 'en',
      zone: defaultZone,
      ...defaultHours,
      ...former,
      mentorId: mentor.id,
      partnerId,
      address: word.address,
      codeHash,
      linkedAt: universe.now(),
    };
    // What an earlier chat was shown means nothing in this one.
    await mentorChats.endSeat(mentor.id);
    await mentorChats.saveSeat(seat);
    await records.audit('mentor-chat-linked', { mentor: mentor.id, channel: word.address.channel }, universe.now());
    return seat;
  });
}

/** Ends a mentor's chat; resolves with what it was, null where there was none. */
export async function endSeat(
  { store, universe }: Pick<MentorChatParts, 'store' | 'universe'>,
  mentorId: string,
  why: 'unlinked' | 'blocked' | 'dismissed',
): Promise<MentorSeat | null> {
  return store.write(async ({ mentorChats, records }) => {
    const seat = await mentorChats.seatOf(mentorId);
    if (seat === null) return null;
    await mentorChats.endSeat(mentorId);
    await records.audit('mentor-chat-ended', { mentor: mentorId, channel: seat.address.channel, why }, universe.now());
    return seat;
  });
}

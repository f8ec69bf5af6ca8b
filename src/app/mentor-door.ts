import { SportelloError } from '../domain/errors.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { MentorCard, MentorSeat } from '../domain/mentor-chat.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { Heard, MentorDoor, MentorWord } from '../ports/mentor-chats.ts';
import { withoutPassword } from './mentor-views.ts';
import type { MentorChatParts } from './mentor-parts.ts';
import { claimSeat, codeIn, endSeat } from './mentor-seats.ts';
import type { Speaker } from './mentor-words.ts';

/** A mentor's chat with the person it belongs to. */
interface Sitting {
  readonly seat: MentorSeat;
  readonly mentor: Mentor;
}

const theirs = (text: string): Heard => ({ side: 'person', text });
const ours = (notice: string | null): Heard => ({ side: 'mentor', notice });

/**
 * What mentors say and press in their private chats, done by the same use cases as at the desk. Whatever is written there
 * without a command goes to whom the mentor has taken, never to the assistant: a word that goes astray is somebody's.
 */
export function createMentorDoor(parts: MentorChatParts, speaker: Speaker): MentorDoor {
  const { store } = parts;

  const hear = async (word: MentorWord): Promise<Heard> => {
    const code = codeIn(word.start);
    if (code !== null) return link(word, code);
    const sitting = await store.read(async ({ mentorChats, mentors }) => {
      const seat = await mentorChats.seatAt(word.address);
      const mentor = seat === null ? null : await mentors.byId(seat.mentorId);
      return seat === null || mentor?.active !== true ? null : { seat, mentor: withoutPassword(mentor) };
    });
    return sitting === null ? theirs(word.text) : listen(parts, speaker, sitting, word);
  };

  const link = async (word: MentorWord, code: string): Promise<Heard> => {
    const seat = await claimSeat(parts, word, code);
    if (seat === null) return ours(speaker.say('en', 'mentorChat.linkUsed'));
    parts.wake();
    const mentor = await store.read(({ mentors }) => mentors.byId(seat.mentorId));
    const params = { name: mentor?.name ?? '', from: seat.from, to: seat.to };
    return ours(speaker.say(seat.language, 'mentorChat.linked', params));
  };

  return {
    hear,
    left: async (user) => {
      const seat = await store.read(({ mentorChats }) => mentorChats.seatAt(user));
      if (seat === null) return;
      await releaseHere(parts, seat.mentorId);
      await endSeat(parts, seat.mentorId, 'blocked');
    },
  };
}

async function listen(parts: MentorChatParts, speaker: Speaker, sitting: Sitting, word: MentorWord): Promise<Heard> {
  const say: Say = (key, params) => speaker.say(sitting.seat.language, key, params);
  if (word.pressed !== null) return press(parts, sitting, word, say);
  const [, command = '', rest = ''] = /^\/(\w+)(?:@\w+)?\s*(.*)$/s.exec(word.text) ?? [];
  switch (command) {
    case 'ask':
      return theirs(rest);
    case 'list':
      return ours(await listText(parts, speaker, sitting));
    case 'close':
    case 'back':
    case '':
      return ours(await speakOrFinish(parts, sitting, word, command, say));
    default:
      return theirs(word.text);
  }
}

type Command = 'close' | 'back' | '';

/** What the mentor is to be told of it; null: nothing. */
async function speakOrFinish(
  parts: MentorChatParts,
  sitting: Sitting,
  word: MentorWord,
  command: Command,
  say: Say,
): Promise<string | null> {
  const chosen = await choose(parts, sitting, word);
  if (typeof chosen === 'string') return say(`mentorChat.${chosen}`);
  if (command === '' && word.kind !== 'text') return say(word.kind === 'media' ? 'mentorChat.textOnly' : 'mentorChat.noEdit');
  try {
    if (command !== '') return await finish(parts, sitting.mentor, chosen.handoffId, command);
    await parts.desk.answer(sitting.mentor, chosen.handoffId, word.text, word.key);
  } catch (error) {
    return refusalText(error, say);
  }
  return chosen.isAlone ? null : say('mentorChat.sentTo', { number: String(chosen.number) });
}

interface Chosen {
  readonly handoffId: string;
  readonly number: number;
  readonly isAlone: boolean;
}

/** Whom a word is for: the one it replies to, or the only one there is. Never a guess. */
async function choose({ store }: MentorChatParts, { mentor }: Sitting, word: MentorWord): Promise<Chosen | 'nobody' | 'which'> {
  const mine = await store.read(async (tables) => {
    const cards = (await tables.mentorChats.cards(mentor.id)).filter(({ isHere }) => isHere);
    const open: MentorCard[] = [];
    for (const card of cards) {
      const handoff = await tables.handoffs.byId(card.handoffId);
      if (handoff?.status === 'claimed' && handoff.mentorId === mentor.id) open.push(card);
    }
    return open;
  });
  const isAlone = mine.length === 1;
  const { repliesTo } = word;
  const answered = repliesTo === null ? null : await store.read(({ mentorChats }) => mentorChats.handoffOf(mentor.id, repliesTo));
  // What answers a message about somebody they no longer have is for nobody else.
  const card = answered === null ? (isAlone ? mine[0] : undefined) : mine.find(({ handoffId }) => handoffId === answered);
  if (card !== undefined) return { handoffId: card.handoffId, number: card.number ?? 0, isAlone };
  return mine.length === 0 || answered !== null ? 'nobody' : 'which';
}

type Say = (key: string, params?: Readonly<Record<string, string>>) => string;

async function press(parts: MentorChatParts, { mentor }: Sitting, word: MentorWord, say: Say): Promise<Heard> {
  const [, verb, handoffId = ''] = /^m:(take|close|back):([\w-]+)$/.exec(word.pressed ?? '') ?? [];
  if (verb === undefined) return theirs(word.text);
  try {
    if (verb === 'take') await takeHere(parts, mentor, handoffId);
    else await finish(parts, mentor, handoffId, verb);
    return ours(null);
  } catch (error) {
    const { handoff, name } = await parts.store.read(async ({ handoffs, mentors }) => {
      const found = await handoffs.byId(handoffId);
      const other = found?.mentorId === null || found === null ? null : await mentors.byId(found.mentorId);
      return { handoff: found, name: other?.name ?? null };
    });
    const isTaken = handoff?.status === 'claimed' && handoff.mentorId !== mentor.id && name !== null;
    return ours(isTaken ? say('fault.takenBy', { name }) : refusalText(error, say));
  } finally {
    parts.wake();
  }
}

/** Takes the handoff, or, where it was taken at the desk, goes on with it here. */
async function takeHere({ store, desk }: MentorChatParts, mentor: Mentor, handoffId: string): Promise<void> {
  const handoff = await store.read(({ handoffs }) => handoffs.byId(handoffId));
  const isMine = handoff?.status === 'claimed' && handoff.mentorId === mentor.id;
  if (!isMine) await desk.claim(mentor, handoffId, handoff?.version ?? 0);
  await store.write(async ({ mentorChats }) => {
    const cards = await mentorChats.cards(mentor.id);
    const card = cards.find((each) => each.handoffId === handoffId);
    if (card === undefined || card.isHere) return;
    await mentorChats.sit(handoffId, mentor.id, freeNumber(cards));
  });
}

/** The smallest that no other person in this chat has. */
function freeNumber(cards: readonly MentorCard[]): number {
  const used = new Set(cards.filter(({ isHere }) => isHere).map(({ number }) => number));
  let number = 1;
  while (used.has(number)) number++;
  return number;
}

async function finish({ store, desk, wake }: MentorChatParts, mentor: Mentor, handoffId: string, verb: string): Promise<null> {
  const handoff = await store.read(({ handoffs }) => handoffs.byId(handoffId));
  const version = handoff?.version ?? 0;
  if (verb === 'close') await desk.close(mentor, handoffId, version);
  else await desk.release(mentor, handoffId, version);
  await store.write(({ mentorChats }) => mentorChats.sit(handoffId, mentor.id, null));
  wake();
  return null;
}

/** Back into the queue with everyone a mentor took in a chat that is no more. */
export async function releaseHere(parts: MentorChatParts, mentorId: string): Promise<void> {
  const { store, desk, logger } = parts;
  const mentor = await store.read(({ mentors }) => mentors.byId(mentorId));
  const cards = await store.read(({ mentorChats }) => mentorChats.cards(mentorId));
  for (const { handoffId, isHere } of cards) {
    const handoff = await store.read(({ handoffs }) => handoffs.byId(handoffId));
    if (mentor === null || !isHere || handoff?.status !== 'claimed' || handoff.mentorId !== mentorId) continue;
    try {
      await desk.release(withoutPassword(mentor), handoffId, handoff.version);
    } catch (error) {
      logger.warn('a handoff was not put back', {
        handoff: handoffId,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

async function listText({ store, desk }: MentorChatParts, speaker: Speaker, { seat, mentor }: Sitting): Promise<string> {
  const say: Say = (key, params) => speaker.say(seat.language, key, params);
  const queue = await desk.queue(mentor);
  const cards = await store.read(({ mentorChats }) => mentorChats.cards(mentor.id));
  const lines = queue.flatMap(({ handoff }) => {
    const number = cards.find(({ handoffId }) => handoffId === handoff.id)?.number ?? null;
    const isMine = handoff.mentorId === mentor.id;
    if (handoff.status === 'claimed' && !isMine) return [];
    const who =
      number === null
        ? say(isMine ? 'mentorChat.mine' : 'mentorChat.waiting')
        : say('mentorChat.person', { number: String(number) });
    return [`${who} · \u2068${speaker.languageName(handoff.language)}\u2069`];
  });
  return lines.length === 0 ? say('mentorChat.listEmpty') : lines.join('\n');
}

const refusals: Partial<Record<ErrorCode, string>> = {
  'handoff-taken': 'fault.handoff-taken',
  'handoff-closed': 'mentorChat.gone',
  'not-found': 'mentorChat.gone',
  'conversation-gone': 'mentorChat.gone',
  'version-moved': 'fault.version-moved',
};

/** What a mentor is told; null for what was done before. Throws what must be tried again, and what is a fault of ours. */
function refusalText(error: unknown, say: Say): string | null {
  if (!(error instanceof SportelloError)) throw error;
  if (error.code === 'message-repeated') return null;
  const key = refusals[error.code];
  if (key === undefined) throw error;
  return say(key);
}

import type { Handoff } from '../domain/handoff.ts';
import { isWithinHours } from '../domain/mentor-chat.ts';
import type { MentorCard, MentorSeat } from '../domain/mentor-chat.ts';
import type { Mentor } from '../domain/mentor.ts';
import type { TranscriptRow } from '../domain/transcript.ts';
import type { MentorLine, MentorMessage } from '../ports/mentor-chats.ts';
import type { MentorChatParts } from './mentor-parts.ts';
import { cardMessage, historyMessage, isSaid, relayMessage } from './mentor-words.ts';
import type { CardView, Speaker } from './mentor-words.ts';

/** One mentor's chat, and the line to it. */
export interface OpenChat {
  readonly parts: MentorChatParts;
  readonly speaker: Speaker;
  readonly seat: MentorSeat;
  readonly mentor: Mentor;
  readonly line: MentorLine;
}

const historyRows = 30;
const relayRows = 20;
/** Longest that telling one thing may take; after that another process may try. */
const busyMs = 60_000;

/** Tells what the chat does not show yet. Rejects with the first fault of the line; what was told until then is noted. */
export async function updateChat(chat: OpenChat, open: readonly Handoff[]): Promise<void> {
  const { parts, mentor } = chat;
  const { cards, lost, names } = await parts.store.read(async ({ mentorChats, mentors }) => ({
    cards: await mentorChats.cards(mentor.id),
    lost: await mentorChats.lost(mentor.id),
    names: new Map((await mentors.list(mentor.partnerId)).map(({ id, name }) => [id, name])),
  }));
  for (const handoffId of lost) await forget(chat, handoffId);
  const byHandoff = new Map(cards.map((card) => [card.handoffId, card]));
  for (const handoff of open) {
    const card = byHandoff.get(handoff.id) ?? null;
    byHandoff.delete(handoff.id);
    await show(chat, handoff, card, card === null ? firstView(chat, handoff) : viewOf(handoff, card, mentor, names));
  }
  for (const card of byHandoff.values()) {
    const handoff = await parts.store.read(({ handoffs }) => handoffs.byId(card.handoffId));
    if (handoff !== null) await show(chat, handoff, card, { type: 'closed' });
  }
}

/** The person was forgotten: nothing of what they said stays, as far as the channel lets us take it back. */
async function forget({ parts: { store }, mentor, line, seat }: OpenChat, handoffId: string): Promise<void> {
  const ids = await store.read(({ mentorChats }) => mentorChats.messages(handoffId, mentor.id));
  for (const id of ids) await line.remove(seat.address, id);
  await store.write(({ mentorChats }) => mentorChats.endCard(handoffId, mentor.id));
}

/** Who waits is told to those who speak their language, in their hours. What was taken already is told to nobody else. */
function firstView({ mentor, seat, parts }: OpenChat, { status, language }: Handoff): CardView | null {
  const isTheirs = mentor.languages.length === 0 || mentor.languages.includes(language);
  return status === 'queued' && isTheirs && isWithinHours(seat, parts.universe.now()) ? { type: 'waiting' } : null;
}

function viewOf(handoff: Handoff, card: MentorCard, mentor: Mentor, names: ReadonlyMap<string, string>): CardView {
  if (handoff.status !== 'claimed') return { type: 'waiting' };
  if (handoff.mentorId !== mentor.id) return { type: 'taken', by: names.get(handoff.mentorId ?? '') ?? '' };
  return card.isHere && card.number !== null ? { type: 'here', number: card.number } : { type: 'mine' };
}

function keyOf(view: CardView): string {
  if (view.type === 'taken') return `taken ${view.by}`;
  return view.type === 'here' ? `here ${String(view.number)}` : view.type;
}

async function show(chat: OpenChat, handoff: Handoff, known: MentorCard | null, view: CardView | null): Promise<void> {
  if (view === null) return;
  const { store, universe } = chat.parts;
  const isSame = known?.shown === keyOf(view) && known.messageId !== null;
  const rows = view.type === 'here' ? await unheard(chat, handoff, known) : [];
  if (isSame && rows.length === 0) return;
  const { id: handoffId, partnerId } = handoff;
  const card = await store.write(({ mentorChats }) =>
    mentorChats.take({ handoffId, mentorId: chat.mentor.id, partnerId }, universe.now(), busyMs),
  );
  if (card === null) return;
  let next = card;
  try {
    if (!isSame) next = await put(chat, handoff, next, view);
    if (view.type === 'here') next = await tell(chat, handoff, next, view.number);
  } finally {
    await store.write(({ mentorChats }) => mentorChats.noteShown(next, true));
  }
}

async function put(chat: OpenChat, handoff: Handoff, card: MentorCard, view: CardView): Promise<MentorCard> {
  const message = cardMessage(chat.speaker, chat.seat, handoff, view);
  const { messageId } = card;
  if (messageId === null) return { ...card, messageId: await post(chat, handoff, message), shown: keyOf(view) };
  await chat.line.edit(chat.seat.address, messageId, message);
  return { ...card, shown: keyOf(view) };
}

async function post({ line, seat, parts, mentor }: OpenChat, handoff: Handoff, message: MentorMessage): Promise<string> {
  const messageId = await line.send(seat.address, message);
  await parts.store.write(({ mentorChats }) => mentorChats.addMessage(mentor.id, messageId, handoff));
  return messageId;
}

async function unheard(
  { parts }: OpenChat,
  { conversationId }: Handoff,
  card: MentorCard | null,
): Promise<readonly TranscriptRow[]> {
  const query = { after: card?.relayedSeq ?? 0, limit: relayRows, notes: false };
  return parts.store.read(({ conversations }) => conversations.transcript(conversationId, query));
}

/** First what was said before, in one message; from then on each word of the person as it comes. */
async function tell(chat: OpenChat, handoff: Handoff, card: MentorCard, number: number): Promise<MentorCard> {
  const { speaker, seat, parts } = chat;
  if (card.relayedSeq === 0) {
    const { rows, last } = await parts.store.read(async ({ conversations }) => {
      const seq = await conversations.lastSeq(handoff.conversationId);
      const query = { after: Math.max(seq - historyRows, 0), limit: historyRows, notes: false };
      return { rows: await conversations.transcript(handoff.conversationId, query), last: seq };
    });
    await post(chat, handoff, historyMessage(speaker, seat, number, rows.filter(isSaid)));
    return { ...card, relayedSeq: last };
  }
  let next = card;
  for (const row of await unheard(chat, handoff, card)) {
    const isTold = row.actor === 'contact' && isSaid(row);
    if (isTold) await post(chat, handoff, relayMessage(speaker, seat, number, row));
    next = { ...next, relayedSeq: row.seq };
    const told = next;
    // Noted at once: a fault at the next word must not bring this one again.
    if (isTold) await parts.store.write(({ mentorChats }) => mentorChats.noteShown(told, false));
  }
  return next;
}

import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { MentorDoor, MentorWord } from '../../ports/mentor-chats.ts';
import type { Logger } from '../../ports/logger.ts';
import { askedToWait } from './bot-api.ts';
import type { Chats } from './chats.ts';
import { toMentorWord, withText } from './mentor-word.ts';
import { goneFrom, toInbound } from './to-inbound.ts';
import type { Reader } from './to-inbound.ts';

export interface TakeParts {
  readonly api: Api;
  readonly inbox: Inbox;
  readonly mentors: MentorDoor;
  readonly chats: Chats;
  readonly logger: Logger;
  readonly now: () => number;
  readonly reader: () => Reader;
}

/** Stores what updates say, all in one commit; only then may they be confirmed. Signs of life follow by themselves. */
export async function takeUpdates(parts: TakeParts, updates: readonly Update[]): Promise<void> {
  const heard = await listen(parts, updates);
  const items = heard.flatMap((update) => read(parts, update));
  const receipts = items.length === 0 ? [] : await parts.inbox.receive(items);
  for (const { callback_query: query } of heard) {
    if (typeof query?.id === 'string') void answerPress(parts, query);
  }
  const fresh = items.filter((_, index) => receipts[index]?.status === 'stored');
  for (const chat of new Set(fresh.map(({ address }) => address.thread))) void showLife(parts, chat, fresh);
}

/** Asks of each word in a private chat whether it is a mentor's. What is left is for the assistant. */
async function listen(parts: TakeParts, updates: readonly Update[]): Promise<readonly Update[]> {
  const left: Update[] = [];
  for (const update of updates) {
    const word = readWord(parts, update);
    if (word === null) left.push(update);
    else {
      const heard = await parts.mentors.hear(word);
      if (heard.side === 'person') left.push(heard.text === word.text ? update : withText(update, heard.text));
      else void tellMentor(parts, update, heard.notice);
    }
    const gone = goneFrom(update);
    if (gone !== null) await parts.mentors.left(gone);
  }
  return left;
}

/** What can't be read as a word is none. */
function readWord({ reader }: TakeParts, update: Update): MentorWord | null {
  try {
    return toMentorWord(update, reader().botId);
  } catch {
    return null;
  }
}

/** What came of a mentor's word: over the button that was pressed, else as a message. */
async function tellMentor(parts: TakeParts, { callback_query: query, ...update }: Update, notice: string | null): Promise<void> {
  const chat = (update.message ?? update.edited_message)?.chat.id;
  if (query !== undefined) {
    const alert = notice === null ? {} : { text: notice, show_alert: true };
    await quietly(parts, null, () => parts.api.answerCallbackQuery(query.id, alert));
  } else if (notice !== null && chat !== undefined) {
    await quietly(parts, String(chat), () => parts.api.sendMessage(chat, notice));
  }
}

/** An update that we can't read must not hold up those behind it. */
function read({ logger, reader }: TakeParts, update: Update): readonly InboundActivity[] {
  try {
    return toInbound(update, reader());
  } catch (error) {
    logger.warn('telegram update not understood', { reason: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

/** Ends the clock on the button, and takes the buttons away: each is pressed once. */
async function answerPress(parts: TakeParts, query: NonNullable<Update['callback_query']>): Promise<void> {
  await quietly(parts, null, () => parts.api.answerCallbackQuery(query.id));
  const chat: unknown = query.message?.chat?.id;
  if (query.message !== undefined && typeof chat === 'number') await disarm(parts, String(chat), query.message.message_id);
}

/** Buttons of what was said before are taken away, and the person sees that an answer is being written. */
async function showLife(parts: TakeParts, chat: string, fresh: readonly InboundActivity[]): Promise<void> {
  const said = fresh.filter(({ address, activity }) => address.thread === chat && activity.type === 'message');
  if (said.length === 0) return;
  const old = parts.chats.takeKeyboards(chat);
  const isPrivate = !chat.startsWith('-');
  if (isPrivate && parts.chats.hasAssistant(chat)) {
    await quietly(parts, chat, () => parts.api.sendChatAction(chat, 'typing'));
  }
  for (const messageId of old) await disarm(parts, chat, messageId);
}

function disarm(parts: TakeParts, chat: string, messageId: number): Promise<void> {
  return quietly(parts, chat, () => parts.api.editMessageReplyMarkup(chat, messageId));
}

/** Niceties: done if Telegram lets us, never twice, and never while it asks us to wait. */
async function quietly({ chats, now }: TakeParts, chat: string | null, call: () => Promise<unknown>): Promise<void> {
  if (chat !== null && chats.waitOf(chat, now()) > 0) return;
  try {
    await call();
  } catch (error) {
    const wait = askedToWait(error);
    if (chat !== null && wait !== null) chats.block(chat, now() + wait);
  }
}

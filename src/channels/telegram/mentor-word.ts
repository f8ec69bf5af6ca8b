import type { Message, Update } from 'grammy/types';
import type { MentorWord } from '../../ports/mentor-chats.ts';
import { clean } from './heard-text.ts';
import { addressOf } from './to-inbound.ts';

/** What an update says in a private chat; null where it is from a group, or says nothing. */
export function toMentorWord(update: Update, botId: string): MentorWord | null {
  const key = `${botId}:${String(update.update_id)}`;
  if (update.callback_query !== undefined) return fromPress(update.callback_query, key);
  const message = update.message ?? update.edited_message;
  if (message?.from === undefined || message.chat.type !== 'private') return null;
  const text = clean(message.text ?? message.caption ?? '');
  return {
    address: addressOf(message.chat.id, message.from.id),
    key,
    text,
    kind: kindOf(update, message),
    start: /^\/start(?:@\w+)?\s+(\S+)$/.exec(text)?.[1] ?? null,
    pressed: null,
    repliesTo: message.reply_to_message === undefined ? null : String(message.reply_to_message.message_id),
  };
}

function kindOf(update: Update, message: Message): MentorWord['kind'] {
  if (update.edited_message !== undefined) return 'correction';
  return message.text === undefined ? 'media' : 'text';
}

function fromPress({ message, data, from }: NonNullable<Update['callback_query']>, key: string): MentorWord | null {
  if (message === undefined || data === undefined || message.chat.type !== 'private') return null;
  const repliesTo = String(message.message_id);
  return { address: addressOf(message.chat.id, from.id), key, text: '', kind: 'text', start: null, pressed: data, repliesTo };
}

/** The update with other words, as if they had been written. */
export function withText(update: Update, text: string): Update {
  return update.message === undefined ? update : { ...update, message: { ...update.message, text } };
}

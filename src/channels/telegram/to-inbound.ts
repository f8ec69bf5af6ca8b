import type { CallbackQuery, ChatMemberUpdated, Message, Update } from 'grammy/types';
import type { Activity } from '../../domain/activity.ts';
import type { Address } from '../../domain/contact.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import { readPressed } from '../pressed-value.ts';
import { menuCommands } from './commands.ts';
import { clean, heardText } from './heard-text.ts';
import { mediaIn, placeIn } from './media-in.ts';

/** What a bot must know to read an update: who it is itself, and which languages may be named in a deep link. */
export interface Reader {
  /** The token's first part: makes update numbers unique over several bots. */
  readonly botId: string;
  /** Without `@`; null until Telegram said it. */
  readonly username: string | null;
  readonly languages: readonly string[];
}

/** Corrections later than this are of an old message: nobody waits for an answer to them. */
const correctionSeconds = 600;

/** What an update says to us: nothing, one thing, or several (a deep link). All of it is stored in one commit. */
export function toInbound(update: Update, reader: Reader): readonly InboundActivity[] {
  const key = `${reader.botId}:${String(update.update_id)}`;
  if (update.message !== undefined) return fromMessage(update.message, key, reader);
  if (update.edited_message !== undefined) return fromCorrection(update.edited_message, key, reader);
  if (update.callback_query !== undefined) return fromPress(update.callback_query, reader);
  return update.my_chat_member === undefined ? [] : fromMembership(update.my_chat_member, key);
}

function fromMessage(message: Message, key: string, reader: Reader): readonly InboundActivity[] {
  const { from, chat } = message;
  if (from === undefined || from.is_bot || chat.type === 'channel') return [];
  const heard = heardText(message, reader.username);
  if (heard === null) return [];
  const address = addressOf(chat.id, from.id);
  const base = baseOf(from, { telegram: { messageId: message.message_id } });
  return toActivities(heard, message, reader).map((said, index) => ({
    address,
    dedupeKey: index === 0 ? key : `${key}:${String(index)}`,
    activity: { ...base, ...said },
  }));
}

type Said = Pick<Activity, 'type' | 'text' | 'value' | 'name' | 'attachments' | 'textFormat'>;

function toActivities(text: string, message: Message, reader: Reader): readonly Said[] {
  const [, word, rest = ''] = /^\/(\w+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text) ?? [];
  if (word?.toLowerCase() === 'start') return fromStart(rest.trim(), reader);
  const command = menuCommands.find(({ command: known }) => known === word?.toLowerCase());
  if (command !== undefined) return [pressOf(command.dialog, text)];
  const place = placeIn(message);
  if (place !== null) return [{ type: 'event', name: 'location', value: place }];
  const attachments = mediaIn(message);
  if (text === '' && attachments.length === 0) return [];
  return [{ type: 'message', text, textFormat: 'plain', ...(attachments.length === 0 ? {} : { attachments }) }];
}

/** `t.me/<bot>?start=link_…` brings a code that joins another channel. */
export const linkPrefix = 'link_';

/** `t.me/<bot>?start=sq_tips`: a language, a command of the menu, or both; other parts are left to whoever made the link. */
function fromStart(payload: string, { languages }: Reader): readonly Said[] {
  if (payload.startsWith(linkPrefix)) return [{ type: 'event', name: 'link', value: payload.slice(linkPrefix.length) }];
  const parts = payload.split(/[_-]/);
  const language = parts.find((part) => languages.includes(part));
  const command = menuCommands.find(({ command: known }) => parts.includes(known));
  return [
    ...(language === undefined ? [] : [{ type: 'event', name: 'language', value: language } as const]),
    { type: 'message', text: '/start', textFormat: 'plain' },
    ...(command === undefined ? [] : [pressOf(command.dialog, `/${command.command}`)]),
  ];
}

function pressOf(dialog: string, text: string): Said {
  return { type: 'message', text, textFormat: 'plain', value: `>${dialog}` };
}

/** A corrected message is said anew. */
function fromCorrection(message: Message & { edit_date: number }, key: string, reader: Reader): readonly InboundActivity[] {
  const isLate = message.edit_date - message.date > correctionSeconds;
  return isLate || message.text === undefined ? [] : fromMessage(message, key, reader);
}

/** The button of a message counts once, however often it was tapped before it went. */
function fromPress(query: CallbackQuery, reader: Reader): readonly InboundActivity[] {
  const { message, data, from } = query;
  if (message === undefined || data === undefined) return [];
  const { chat, message_id: messageId } = message;
  const { text, ...value } = readPressed(data, labelOf(query));
  const said: Said = { type: 'message', text: clean(text), textFormat: 'plain', ...value };
  return [
    {
      address: addressOf(chat.id, from.id),
      dedupeKey: `${reader.botId}:press:${String(chat.id)}:${String(messageId)}:${data}`,
      activity: { ...baseOf(from, { telegram: { messageId } }), ...said },
    },
  ];
}

function labelOf({ message, data }: CallbackQuery): string {
  const rows = message !== undefined && 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [];
  const button = rows.flat().find((each) => 'callback_data' in each && each.callback_data === data);
  return button?.text ?? '';
}

/** Who blocks the bot or leaves wants no more messages. */
function fromMembership(change: ChatMemberUpdated, key: string): readonly InboundActivity[] {
  return isGone(change) ? [leaving(addressOf(change.chat.id, change.from.id), key)] : [];
}

function isGone({ chat, new_chat_member: { status } }: ChatMemberUpdated): boolean {
  return chat.type === 'private' && (status === 'kicked' || status === 'left');
}

/** Who blocked the bot or left a private chat by this update; null: nobody. */
export function goneFrom({ my_chat_member: change }: Update): Address | null {
  // Misshapen updates come this far.
  if (typeof change?.new_chat_member?.status !== 'string' || typeof change.from?.id !== 'number') return null;
  return isGone(change) ? addressOf(change.chat.id, change.from.id) : null;
}

/** That a person does not want to be reached here any more. */
export function leaving(address: Address, dedupeKey: string): InboundActivity {
  return { address, dedupeKey, activity: { type: 'event', name: 'left', channelId: 'telegram' } };
}

function baseOf(from: NonNullable<Message['from']>, channelData: Activity['channelData']): Omit<Activity, 'type'> {
  return {
    channelId: 'telegram',
    from: { id: String(from.id), name: clean(from.first_name), role: 'user' },
    ...(from.language_code === undefined ? {} : { locale: from.language_code }),
    ...(channelData === undefined ? {} : { channelData }),
  };
}

/** In a group everybody has a conversation of their own: what is private stays in the private chat. */
export function addressOf(chat: number, user: number): Address {
  return { channel: 'telegram', account: 'default', externalUser: String(user), thread: String(chat) };
}

import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { Activity } from '../../domain/activity.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { OpenMedia } from '../../ports/media.ts';
import { sendFile } from './send-file.ts';
import { askedToWait, isBlocked, toSendError } from './bot-api.ts';
import type { Chats } from './chats.ts';
import { toKeyboard } from './keyboard.ts';
import { escapeHtml, markdownToHtml } from './render-html.ts';
import { splitText } from '../split-text.ts';

/** Longest text of one message. Source: the Bot API, `sendMessage`. */
const longestText = 4_096;

export interface SendParts {
  readonly api: Api;
  readonly chats: Chats;
  readonly openMedia: OpenMedia;
  readonly now: () => number;
  /** The person blocked the bot or is gone. */
  readonly onGone: (message: OutboxMessage) => Promise<void>;
  /** Telegram refused, or was not reached. */
  readonly onFault: (error: unknown) => void;
}

/** Sends a message in as many parts as it needs; a second try goes on after the parts that arrived. */
export async function sendMessage(parts: SendParts, message: OutboxMessage): Promise<{ readonly providerId: string | null }> {
  const { chats, now } = parts;
  const chat = message.address.thread;
  const wait = chats.waitOf(chat, now());
  if (wait > 0) throw new SportelloError('send-failed', 'Telegram asked to wait', { retryAfterMs: wait });
  try {
    const providerId = await sendParts(parts, message);
    chats.notice(chat, message.activity);
    return { providerId };
  } catch (error) {
    const asked = askedToWait(error);
    if (asked !== null) chats.block(chat, now() + asked);
    if (isBlocked(error)) await parts.onGone(message);
    parts.onFault(error);
    throw toSendError(error);
  }
}

async function sendParts(parts: SendParts, message: OutboxMessage): Promise<string | null> {
  const { api, chats } = parts;
  const { activity, address } = message;
  if (activity.type === 'typing') await api.sendChatAction(address.thread, 'typing');
  if (activity.type !== 'message') return null;
  let id: number | null = null;
  for (const [index, send] of partsOf(parts, activity, address.thread).entries()) {
    if (index < chats.arrivedParts(message.id)) continue;
    id = await send();
    chats.partArrived(message.id, index + 1);
  }
  chats.forgetParts(message.id);
  return id === null ? null : String(id);
}

type SendPart = () => Promise<number>;

/** Files first, then the words in pieces that fit, the last one with the buttons. */
function partsOf({ api, chats, openMedia }: SendParts, activity: Activity, chat: string): readonly SendPart[] {
  const { attachments = [], text = '' } = activity;
  const texts = text === '' && attachments.length > 0 ? [] : htmlParts(activity);
  const keyboard = toKeyboard(activity.suggestedActions?.actions ?? []);
  // With no words of its own a file bears the name of who sends it.
  const caption = texts.length === 0 ? speakerLine(activity) : '';
  const files = attachments.map((file, index) => () => sendFile(api, openMedia, chat, file, index === 0 ? caption : ''));
  const words = texts.map((html, index) => async () => {
    const hasKeyboard = index === texts.length - 1 && keyboard.length > 0;
    const id = await sendHtml(api, chat, html, hasKeyboard ? { reply_markup: { inline_keyboard: keyboard } } : {});
    if (hasKeyboard) chats.addKeyboard(chat, id);
    return id;
  });
  return [...files, ...words];
}

type Extra = Parameters<Api['sendMessage']>[2];

async function sendHtml(api: Api, chat: string, html: string, extra: Extra): Promise<number> {
  const options = { ...extra, link_preview_options: { is_disabled: true } };
  try {
    const sent = await api.sendMessage(chat, html, { ...options, parse_mode: 'HTML' });
    return sent.message_id;
  } catch (error) {
    if (!(error instanceof GrammyError) || !error.description.includes("can't parse entities")) throw error;
    // The words matter more than how they look.
    const sent = await api.sendMessage(chat, toPlain(html), options);
    return sent.message_id;
  }
}

function toPlain(html: string): string {
  return html
    .replaceAll(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2 ($1)')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The text in parts that fit, the mentor's name before the first. */
export function htmlParts(activity: Activity): readonly string[] {
  const render = activity.textFormat === 'plain' ? escapeHtml : markdownToHtml;
  const line = speakerLine(activity);
  const head = line === '' ? '' : `${line}\n`;
  const parts = splitText(
    activity.text ?? '',
    longestText - head.length,
    (part) => render(part).length + head.length <= longestText,
  );
  return parts.map((part, index) => (index === 0 ? head : '') + render(part));
}

function speakerLine(activity: Activity): string {
  const speaker = activity.channelData?.sportello?.speaker;
  return speaker?.kind === 'mentor' && speaker.name !== undefined ? `<b>${escapeHtml(speaker.name)}</b>` : '';
}

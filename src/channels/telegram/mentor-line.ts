import { GrammyError } from 'grammy';
import type { Api } from 'grammy';
import type { Address } from '../../domain/contact.ts';
import { SportelloError } from '../../domain/errors.ts';
import type { MentorLine, MentorMessage } from '../../ports/mentor-chats.ts';
import { splitText } from '../split-text.ts';
import { askedToWait, isBlocked, toSendError } from './bot-api.ts';
import type { Chats } from './chats.ts';
import { toKeyboard } from './keyboard.ts';
import { escapeHtml } from './render-html.ts';

/** Longest text of one message. Source: the Bot API, `sendMessage`. */
const longestText = 4_096;

interface MentorLineParts {
  readonly api: Api;
  readonly chats: Chats;
  readonly now: () => number;
  /** Without `@`; null until Telegram said it. */
  readonly username: () => string | null;
}

/** Private messages to mentors over the bot that people write to. */
export function createMentorLine({ api, chats, now, username }: MentorLineParts): MentorLine {
  const call = async <T>(to: Address, work: () => Promise<T>): Promise<T> => {
    const wait = chats.waitOf(to.thread, now());
    if (wait > 0) throw new SportelloError('send-failed', 'Telegram asked to wait', { retryAfterMs: wait });
    try {
      return await work();
    } catch (error) {
      const asked = askedToWait(error);
      if (asked !== null) chats.block(to.thread, now() + asked);
      throw toMentorError(error);
    }
  };
  const optionsOf = ({ buttons }: MentorMessage) => ({
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: toKeyboard(buttons.map((button) => ({ type: 'postBack', ...button }))) },
  });
  return {
    link: (code) => {
      const name = username();
      return name === null ? null : `https://t.me/${name}?start=${code}`;
    },
    send: (to, message) =>
      call(to, async () => String((await api.sendMessage(to.thread, htmlOf(message), optionsOf(message))).message_id)),
    edit: async (to, id, message) => {
      await call(to, () => unlessGone(() => api.editMessageText(to.thread, Number(id), htmlOf(message), optionsOf(message))));
    },
    remove: async (to, id) => {
      await call(to, () => unlessGone(() => api.deleteMessage(to.thread, Number(id))));
    },
  };
}

/** The heading stands out, so that it is seen at once whom a message is about. What is too long is cut: the desk has all of it. */
function htmlOf({ heading, text }: MentorMessage): string {
  const head = heading === '' ? '' : `<b>${escapeHtml(heading)}</b>\n`;
  const [first = ''] = splitText(text, longestText, (part) => head.length + escapeHtml(part).length <= longestText);
  return head + escapeHtml(first);
}

/** Deleted by the mentor, too old, or as it should be already. */
async function unlessGone(change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}

/** Only who blocked us is given up; any other refusal may be ours, and is tried again. */
function toMentorError(error: unknown): SportelloError {
  const found = toSendError(error);
  return found.code === 'send-refused' && !isBlocked(error)
    ? new SportelloError('send-failed', found.message, { cause: error })
    : found;
}

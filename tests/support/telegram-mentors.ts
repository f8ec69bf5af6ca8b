import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Mentor } from '../../src/domain/mentor.ts';
import type { TestInside } from './inside.ts';
import { message } from './inside.ts';
import { projectRoot } from './source-files.ts';
import type { ShownMessage, TelegramApi } from './telegram-api.ts';
import type { TelegramBotOptions } from './telegram-bot.ts';

const deskPhrases = JSON.parse(readFileSync(join(projectRoot, 'locales/en/desk.json'), 'utf8')) as JsonObject;

/** An assistant that hands over whoever says `help`, learns who speaks what, and echoes everything else. */
export const mentorBot: TelegramBotOptions = {
  assets: {
    phrases: { en: { desk: deskPhrases } },
    languages: [{ code: 'ar', name: 'العربية', tag: 'ar', direction: 'rtl', script: 'Arab' }],
  },
  script: (input) => {
    const text = input.type === 'activity' ? (input.activity.text ?? '') : input.trigger;
    const [, language] = /^I speak (\w+)/.exec(text) ?? [];
    if (language !== undefined) return { effects: [{ type: 'change-contact', changes: { language } }] };
    if (!text.startsWith('help')) return { say: [`echo ${text}`] };
    return { say: ['A mentor will answer'], effects: [{ type: 'open-handoff', topic: 'tax', risk: 'H2', reason: text }] };
  },
};

/** A mentor with a Telegram account of this number. */
export interface TelegramMentor {
  readonly mentor: Mentor;
  readonly id: number;
  /** Every message in their chat, as it reads now. */
  texts(): readonly string[];
  shown(part: string): ShownMessage;
  says(text: string, extra?: Readonly<Record<string, unknown>>): number;
  /** Answers the message that has this in it. */
  replies(part: string, text: string): number;
  presses(part: string, label: string): void;
}

export async function employ(
  inside: TestInside,
  api: TelegramApi,
  id: number,
  languages: readonly string[] = [],
): Promise<TelegramMentor> {
  const name = `Mentor ${String(id)}`;
  const secret = await inside.people.invite(name, 'mentor', languages);
  const { mentor } = await inside.people.accept(secret, name, 'a long enough password');
  const who = { id, is_bot: false, first_name: name, language_code: 'en' };
  const there = { chat: { id, type: 'private', first_name: name }, from: who };
  const shown = (part: string): ShownMessage => {
    const found = api.shown.findLast(({ chat, text }) => chat === String(id) && text.includes(part));
    if (found === undefined) throw new Error(`${name} was not shown: ${part}`);
    return found;
  };
  const says: TelegramMentor['says'] = (text, extra = {}) => api.say(text, { ...there, ...extra });
  return {
    mentor,
    id,
    texts: () => api.texts(id),
    shown,
    says,
    replies: (part, text) => says(text, { reply_to_message: { message_id: shown(part).messageId, date: 1, ...there } }),
    presses: (part, label) => api.press({ ...shown(part) }, label, who),
  };
}

/** Opens the link that the desk made, in the mentor's Telegram. */
export async function link(inside: TestInside, { mentor, says }: TelegramMentor): Promise<void> {
  const url = await inside.mentorChats.invite(mentor);
  says(`/start ${new URL(url).searchParams.get('start') ?? ''}`);
}

let count = 0;

/** Somebody on the web writes; resolves with their conversation. */
export async function webSays(inside: TestInside, user: string, text: string): Promise<string> {
  const [receipt] = await inside.inbox.receive([message(text, { user, key: `${user}:${String(++count)}` })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  return receipt?.conversationId ?? '';
}

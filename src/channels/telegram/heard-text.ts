import type { Message } from 'grammy/types';

/**
 * What a message says to the bot of this name. Null for what was not said to it: in a group that is everything that does
 * not name the bot or answer it, and anywhere a command for another bot.
 */
export function heardText(message: Message, username: string | null): string | null {
  const text = clean(message.text ?? message.caption ?? '');
  const name = username?.toLowerCase() ?? null;
  if (isForAnother(text, name)) return null;
  if (message.chat.type === 'private') return text;
  if (name === null) return null;
  return withoutMention(text, `@${name}`) ?? (isAnswerTo(message, name) ? text : null);
}

function isForAnother(text: string, name: string | null): boolean {
  const called = /^\/\w+@(\w+)/.exec(text)?.[1]?.toLowerCase();
  return called !== undefined && name !== null && called !== name;
}

function isAnswerTo(message: Message, name: string): boolean {
  return message.reply_to_message?.from?.username?.toLowerCase() === name;
}

/** Null where the name is not mentioned; `@bottle` does not mention `@bot`. */
function withoutMention(text: string, mention: string): string | null {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(mention); at !== -1; at = lower.indexOf(mention, at + 1)) {
    const end = at + mention.length;
    if (!/\w/.test(lower[end] ?? '')) return `${text.slice(0, at)}${text.slice(end)}`.trim();
  }
  return null;
}

/** Halves of characters and NULs are no text: PostgreSQL refuses the second, UTF-8 the first. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}

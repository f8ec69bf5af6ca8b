import { createRecentChats, remember } from '../recent-chats.ts';
import type { RecentChats } from '../recent-chats.ts';

/** What we remember of chats while we run. Losing it costs a repeated part or a button that explains itself as old. */
export interface Chats extends RecentChats {
  /** Milliseconds until Telegram takes something for this chat again; 0: now. */
  waitOf(chat: string, now: number): number;
  block(chat: string, until: number): void;
  /** Messages whose buttons are on screen; asked for once. */
  takeKeyboards(chat: string): readonly number[];
  addKeyboard(chat: string, messageId: number): void;
}

export function createChats(): Chats {
  const blockedUntil = new Map<string, number>();
  const keyboards = new Map<string, readonly number[]>();
  return {
    ...createRecentChats(),
    waitOf: (chat, now) => Math.max(0, (blockedUntil.get(chat) ?? 0) - now),
    block: (chat, until) => remember(blockedUntil, chat, until),
    takeKeyboards: (chat) => {
      const shown = keyboards.get(chat) ?? [];
      keyboards.delete(chat);
      return shown;
    },
    addKeyboard: (chat, messageId) => remember(keyboards, chat, [...(keyboards.get(chat) ?? []), messageId]),
  };
}

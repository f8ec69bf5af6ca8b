import type { Activity } from '../../domain/activity.ts';

/** What we remember of chats while we run. Losing it costs a repeated part or a button that explains itself as old. */
export interface Chats {
  /** Milliseconds until Telegram takes something for this chat again; 0: now. */
  waitOf(chat: string, now: number): number;
  block(chat: string, until: number): void;
  /** Messages whose buttons are on screen; asked for once. */
  takeKeyboards(chat: string): readonly number[];
  addKeyboard(chat: string, messageId: number): void;
  /** Follows who is behind the counter. */
  notice(chat: string, activity: Activity): void;
  /** Whether the assistant speaks there: a mentor's pause must not look like writing. */
  hasAssistant(chat: string): boolean;
  arrivedParts(outboxId: string): number;
  partArrived(outboxId: string, count: number): void;
  forgetParts(outboxId: string): void;
}

/** Beyond this the chat unused longest is forgotten. */
const mostRemembered = 10_000;

export function createChats(): Chats {
  const blockedUntil = new Map<string, number>();
  const keyboards = new Map<string, readonly number[]>();
  const withMentor = new Map<string, true>();
  const arrived = new Map<string, number>();
  return {
    waitOf: (chat, now) => Math.max(0, (blockedUntil.get(chat) ?? 0) - now),
    block: (chat, until) => remember(blockedUntil, chat, until),
    takeKeyboards: (chat) => {
      const shown = keyboards.get(chat) ?? [];
      keyboards.delete(chat);
      return shown;
    },
    addKeyboard: (chat, messageId) => remember(keyboards, chat, [...(keyboards.get(chat) ?? []), messageId]),
    notice: (chat, activity) => {
      const { owner, speaker } = activity.channelData?.sportello ?? {};
      if (owner === 'bot') withMentor.delete(chat);
      else if (owner !== undefined || speaker?.kind === 'mentor') remember(withMentor, chat, true);
    },
    hasAssistant: (chat) => !withMentor.has(chat),
    arrivedParts: (outboxId) => arrived.get(outboxId) ?? 0,
    partArrived: (outboxId, count) => remember(arrived, outboxId, count),
    forgetParts: (outboxId) => void arrived.delete(outboxId),
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= mostRemembered) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}

import type { Activity } from '../domain/activity.ts';

/** What every push channel remembers of its chats while it runs. Losing it costs a repeated part, or a nicety. */
export interface RecentChats {
  /** Follows who is behind the counter. */
  notice(chat: string, activity: Activity): void;
  /** Whether the assistant speaks there: a mentor's pause must not look like writing. */
  hasAssistant(chat: string): boolean;
  /** Parts of a long message that arrived before one failed. */
  arrivedParts(outboxId: string): number;
  partArrived(outboxId: string, count: number): void;
  forgetParts(outboxId: string): void;
}

/** Beyond this the chat unused longest is forgotten. */
const mostRemembered = 10_000;

export function createRecentChats(): RecentChats {
  const withMentor = new Map<string, true>();
  const arrived = new Map<string, number>();
  return {
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

/** Sets a value of a map that holds ten thousand at most. */
export function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= mostRemembered) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}

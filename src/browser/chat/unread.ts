import type { Line } from './conversation.ts';
import type { Memory } from './memory.ts';

/** What others said after the message that was last on screen here. All of it where that message is unknown. */
export function countUnreadLines(memory: Memory, lines: readonly Line[]): number {
  const last = memory.get('read');
  const from = lines.findIndex(({ activity }) => activity.id === last);
  return lines.slice(from + 1).filter(({ isOwn }) => !isOwn).length;
}

export function markRead(memory: Memory, lines: readonly Line[]): void {
  const last = lines.at(-1)?.activity.id;
  if (last !== undefined && last !== memory.get('read')) memory.set('read', last);
}

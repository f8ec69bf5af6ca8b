import type { Activity } from '../../domain/activity.ts';
import { emptyCounter, follow } from './counter.ts';
import type { Counter } from './counter.ts';
import type { Outgoing } from './outgoing-list.ts';

/** One bubble. */
export interface Line {
  readonly key: string;
  readonly activity: Activity;
  readonly isOwn: boolean;
  readonly status: 'sent' | 'waiting' | 'refused';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is known of the conversation. Replaced, never changed. */
export interface Conversation {
  readonly user: string;
  /** What the service holds, oldest first. */
  readonly lines: readonly Line[];
  readonly counter: Counter;
}

export const emptyConversation: Conversation = { user: '', lines: [], counter: emptyCounter };

/** Takes in what the service says; what came before is left out. Returns the same object when nothing is new. */
export function absorb(before: Conversation, activities: readonly Activity[]): Conversation {
  const known = new Set(before.lines.map(({ activity }) => activity.id));
  const fresh = activities.filter((activity) => isShown(activity) && !known.has(activity.id));
  if (fresh.length === 0) return before;
  const lines = [...before.lines];
  let { counter } = before;
  for (const activity of fresh) {
    insert(lines, toLine(activity, before.user));
    counter = follow(counter, activity);
  }
  return { ...before, lines, counter };
}

/** The person's words that the service has by now, by `clientActivityID`. */
export function arrivedIds(activities: readonly Activity[]): readonly string[] {
  return activities.flatMap(({ channelData }) => channelData?.clientActivityID ?? []);
}

export function toWaitingLine(message: Outgoing): Line {
  const activity: Activity = { type: 'message', text: message.text };
  return { key: message.id, activity, isOwn: true, status: message.isRefused === true ? 'refused' : 'waiting', at: message.at };
}

function isShown({ type, id, text, attachments = [] }: Activity): boolean {
  return type === 'message' && id !== undefined && ((text ?? '') !== '' || attachments.length > 0);
}

function toLine(activity: Activity, user: string): Line {
  const isOwn = activity.from?.role === 'user' || activity.from?.id === user;
  const key = (isOwn ? activity.channelData?.clientActivityID : undefined) ?? activity.id ?? '';
  return { key, activity, isOwn, status: 'sent', at: Date.parse(activity.timestamp ?? '') || Date.now() };
}

/** A socket and a look may cross on the way: the service's time puts them in order again. */
function insert(lines: Line[], line: Line): void {
  let index = lines.length;
  while (index > 0 && (lines[index - 1]?.at ?? 0) > line.at) index -= 1;
  lines.splice(index, 0, line);
}

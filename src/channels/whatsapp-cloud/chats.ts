import { createRecentChats, remember } from '../recent-chats.ts';
import type { RecentChats } from '../recent-chats.ts';

/** A message as far as what follows depends on it. */
export interface HeardMessage {
  readonly at: number;
  readonly messageId: string;
  /** The number it came from, where the person shows it. Never stored. */
  readonly phone: string | null;
}

/** What we remember of people while we run; losing it costs a look into the database, a repeated part, or a nicety. */
export interface Chats extends RecentChats {
  /** Milliseconds until WhatsApp takes something for this person again; 0: now. */
  waitOf(user: string, now: number): number;
  /** Null: everybody must wait. */
  block(user: string | null, until: number): void;
  /** They wrote: the window of 24 hours is open. Times in milliseconds, of WhatsApp's clock. */
  heard(user: string, message: HeardMessage): void;
  heardAt(user: string): number | null;
  /** WhatsApp says that the window is closed, whatever we think. */
  close(user: string): void;
  isClosed(user: string): boolean;
  /** The message that was read last: what we write is shown as an answer in the making there. */
  lastMessage(user: string): string | null;
  /** The number they wrote from last; null: not known. */
  phoneOf(user: string): string | null;
}

const everybody = '';

export function createChats(): Chats {
  const blockedUntil = new Map<string, number>();
  const heard = new Map<string, HeardMessage>();
  const closed = new Map<string, true>();
  return {
    ...createRecentChats(),
    waitOf: (user, now) => Math.max(0, ...[user, everybody].map((key) => (blockedUntil.get(key) ?? 0) - now)),
    block: (user, until) => remember(blockedUntil, user ?? everybody, until),
    heard: (user, message) => {
      if ((heard.get(user)?.at ?? 0) <= message.at) remember(heard, user, message);
      closed.delete(user);
    },
    heardAt: (user) => heard.get(user)?.at ?? null,
    close: (user) => remember(closed, user, true),
    isClosed: (user) => closed.has(user),
    lastMessage: (user) => heard.get(user)?.messageId ?? null,
    phoneOf: (user) => heard.get(user)?.phone ?? null,
  };
}

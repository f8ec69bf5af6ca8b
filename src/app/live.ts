import type { TranscriptRow } from '../domain/transcript.ts';
import type { DeskEvent } from '../ports/desk.ts';

/**
 * Tells who is watching, in this process and after the commit, that something is there to be seen. Never a source of
 * truth: a watcher that missed an announcement finds the rows in the store.
 */
export interface Live {
  announceRows(conversationId: string, rows: readonly TranscriptRow[]): void;
  watchRows(conversationId: string, listener: (rows: readonly TranscriptRow[]) => void): () => void;
  /** Who watches rows of `from` is told when `to` gets some: an address went over. */
  forward(from: string, to: string): void;
  announceDesk(partnerId: string, event: DeskEvent): void;
  watchDesk(partnerId: string, listener: (event: DeskEvent) => void): () => void;
  /** Tells everybody who watches rows to look for themselves: another process may have written some. */
  nudge(): void;
}

export function createLive(): Live {
  const rowTopics = createTopics<readonly TranscriptRow[]>();
  const deskTopics = createTopics<DeskEvent>();
  return {
    announceRows: (conversationId, rows) => {
      if (rows.length > 0) rowTopics.announce(conversationId, rows);
    },
    watchRows: rowTopics.watch,
    forward: rowTopics.forward,
    announceDesk: deskTopics.announce,
    watchDesk: deskTopics.watch,
    nudge: () => rowTopics.announceAll([]),
  };
}

interface Topics<T> {
  announce(key: string, news: T): void;
  watch(key: string, listener: (news: T) => void): () => void;
  announceAll(news: T): void;
  forward(from: string, to: string): void;
}

function createTopics<T>(): Topics<T> {
  const topics = new Map<string, Set<(news: T) => void>>();
  const keysOf = new Map<(news: T) => void, Set<string>>();

  const listen = (key: string, listener: (news: T) => void): void => {
    topics.set(key, (topics.get(key) ?? new Set()).add(listener));
    keysOf.set(listener, (keysOf.get(listener) ?? new Set()).add(key));
  };
  const leave = (listener: (news: T) => void): void => {
    for (const key of keysOf.get(listener) ?? []) {
      const listeners = topics.get(key);
      listeners?.delete(listener);
      if (listeners?.size === 0) topics.delete(key);
    }
    keysOf.delete(listener);
  };

  return {
    announce: (key, news) => {
      for (const listener of topics.get(key) ?? []) listener(news);
    },
    watch: (key, listener) => {
      // One of its own, so that a function that watches two topics can leave one.
      const own = (news: T): void => listener(news);
      listen(key, own);
      return () => leave(own);
    },
    // Who comes later watches the right one from the start.
    forward: (from, to) => {
      for (const listener of topics.get(from) ?? []) listen(to, listener);
    },
    announceAll: (news) => {
      for (const listener of keysOf.keys()) listener(news);
    },
  };
}

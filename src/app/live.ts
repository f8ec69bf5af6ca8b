import type { TranscriptRow } from '../domain/transcript.ts';
import type { DeskEvent } from '../ports/desk.ts';

/**
 * Tells who is watching, in this process and after the commit, that something is there to be seen. Never a source of
 * truth: a watcher that missed an announcement finds the rows in the store.
 */
export interface Live {
  announceRows(conversationId: string, rows: readonly TranscriptRow[]): void;
  watchRows(conversationId: string, listener: (rows: readonly TranscriptRow[]) => void): () => void;
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
    announceDesk: deskTopics.announce,
    watchDesk: deskTopics.watch,
    nudge: () => rowTopics.announceAll([]),
  };
}

interface Topics<T> {
  announce(key: string, news: T): void;
  watch(key: string, listener: (news: T) => void): () => void;
  announceAll(news: T): void;
}

function createTopics<T>(): Topics<T> {
  const topics = new Map<string, Set<(news: T) => void>>();
  return {
    announce: (key, news) => {
      for (const listener of topics.get(key) ?? []) listener(news);
    },
    watch: (key, listener) => {
      const listeners = topics.get(key) ?? new Set();
      listeners.add(listener);
      topics.set(key, listeners);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && topics.get(key) === listeners) topics.delete(key);
      };
    },
    announceAll: (news) => {
      for (const listeners of topics.values()) for (const listener of listeners) listener(news);
    },
  };
}

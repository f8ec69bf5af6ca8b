import type { TranscriptRow } from '../../../domain/transcript.ts';
import { api, codeOf } from '../api.ts';
import type { Case, QueueItem } from '../wire.ts';
import type { DeskStore } from './desk-state.ts';
import { handoffOf } from './route.ts';
import { coalesce } from './store.ts';

export interface Cases {
  refreshQueue(): Promise<void>;
  /** Fetches the conversation that the address names, or what was said in it since. */
  refreshOpen(): Promise<void>;
  refreshChannels(): Promise<void>;
  /** Puts a row that an answer brought into the open conversation. */
  add(handoffId: string, row: TranscriptRow): void;
}

export type QueueNews = (before: readonly QueueItem[], now: readonly QueueItem[]) => void;

/** The queue, the open conversation and the channels, fetched anew whenever something happened. */
export function createCases(store: DeskStore, onFault: (error: unknown) => void, onNews: QueueNews): Cases {
  const refreshQueue = coalesce(async () => {
    try {
      const queue = await api.queue();
      const before = store.get().queue;
      store.set({ queue, now: Date.now() });
      if (before !== null) onNews(before, queue);
    } catch (error) {
      onFault(error);
    }
  });

  const refreshOpen = coalesce(async () => {
    const id = handoffOf(store.get().route);
    if (id === null) return;
    const known = store.get().open?.handoff.id === id ? store.get().open : null;
    try {
      const fresh = await api.open(id, known?.transcript.at(-1)?.seq ?? 0);
      // The mentor may have gone on to another conversation meanwhile.
      if (handoffOf(store.get().route) !== id) return;
      const current = store.get().open?.handoff.id === id ? store.get().open : known;
      store.set({ open: mergeCase(current, fresh), openFault: null, now: Date.now() });
    } catch (error) {
      if (codeOf(error) === 'not-found') store.set({ open: null, openFault: 'not-found' });
      else onFault(error);
    }
  });

  const refreshChannels = coalesce(async () => {
    try {
      store.set({ channels: await api.channels() });
    } catch (error) {
      onFault(error);
    }
  });

  const add: Cases['add'] = (handoffId, row) => {
    const { open } = store.get();
    if (open?.handoff.id === handoffId) store.set({ open: { ...open, transcript: mergeRows(open.transcript, [row]) } });
  };

  return { refreshQueue, refreshOpen, refreshChannels, add };
}

function mergeCase(known: Case | null, fresh: Case): Case {
  return known === null ? fresh : { ...fresh, transcript: mergeRows(known.transcript, fresh.transcript) };
}

function mergeRows(known: readonly TranscriptRow[], fresh: readonly TranscriptRow[]): readonly TranscriptRow[] {
  const bySeq = new Map([...known, ...fresh].map((row) => [row.seq, row]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

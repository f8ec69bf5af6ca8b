import type { Cases } from './cases.ts';
import type { DeskStore } from './desk-state.ts';
import { handoffOf } from './route.ts';

/** Between two looks when events come by themselves, and when they don't. */
const pauseMs = { live: 60_000, polling: 10_000, offline: 10_000 } as const;
const clockMs = 30_000;

export interface Live {
  start(): void;
  stop(): void;
}

/** Keeps the desk fresh: by the server's events, and by asking where they don't get through. */
export function createLive(store: DeskStore, cases: Cases, onSessionEnd: () => void, onReturn: () => void): Live {
  let source: EventSource | null = null;
  let poll: ReturnType<typeof setTimeout> | undefined;
  let clock: ReturnType<typeof setInterval> | undefined;
  const refresh = (): void => {
    void cases.refreshQueue();
    void cases.refreshOpen();
    void cases.refreshChannels();
  };

  const schedule = (): void => {
    clearTimeout(poll);
    poll = setTimeout(() => {
      if (source?.readyState === EventSource.CLOSED) connect();
      refresh();
      schedule();
    }, pauseMs[store.get().connection]);
  };

  const become = (connection: 'live' | 'polling' | 'offline'): void => {
    if (store.get().connection !== connection) store.set({ connection });
    schedule();
  };

  const connect = (): void => {
    source?.close();
    source = new EventSource('/desk/api/events');
    source.addEventListener('open', () => {
      become('live');
      refresh();
      onReturn();
    });
    source.addEventListener('error', () => become(navigator.onLine ? 'polling' : 'offline'));
    source.addEventListener('session-ended', onSessionEnd);
    followNews(source, store, cases);
  };

  const followNetwork = (): void => {
    if (navigator.onLine) connect();
    become(navigator.onLine ? 'polling' : 'offline');
  };

  return {
    start: () => {
      if (source !== null) return;
      connect();
      become(store.get().connection);
      clock = setInterval(() => store.set({ now: Date.now() }), clockMs);
      window.addEventListener('online', followNetwork);
      window.addEventListener('offline', followNetwork);
      refresh();
    },
    stop: () => {
      source?.close();
      source = null;
      clearTimeout(poll);
      clearInterval(clock);
      window.removeEventListener('online', followNetwork);
      window.removeEventListener('offline', followNetwork);
    },
  };
}

function followNews(source: EventSource, store: DeskStore, cases: Cases): void {
  source.addEventListener('queue-changed', () => {
    void cases.refreshQueue();
    void cases.refreshOpen();
  });
  source.addEventListener('transcript-grown', (event) => {
    void cases.refreshQueue();
    if (handoffOf(store.get().route) === grownOf(event)) void cases.refreshOpen();
  });
  source.addEventListener('channels-changed', () => void cases.refreshChannels());
}

function grownOf({ data }: MessageEvent<string>): string {
  return (JSON.parse(data) as { readonly handoffId: string }).handoffId;
}

import type { TranscriptRow } from '../../../domain/transcript.ts';
import { api, codeOf } from '../api.ts';
import type { Cases } from './cases.ts';
import type { DeskStore, Outgoing } from './desk-state.ts';

export interface Speech {
  /** Shows the text at once and sends it. */
  send(handoffId: string, kind: Outgoing['kind'], text: string): void;
  /** Sends again what failed, with the same key. */
  retry(key: string): void;
  /** Tries everything that failed for want of a connection. */
  retryAll(): void;
  /** Gives up a message that failed; returns its text so that it can be written again. */
  discard(key: string): void;
}

/** Faults after which the same message may go through. */
const passing = new Set(['offline', 'store-busy', 'version-moved', 'too-many-requests', 'internal', 'unknown']);

export function createSpeech(store: DeskStore, cases: Cases, onFault: (error: unknown) => void): Speech {
  const update = (key: string, change: Partial<Outgoing>): void => {
    store.set({ outgoing: store.get().outgoing.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  };
  const remove = (key: string): void => {
    store.set({ outgoing: store.get().outgoing.filter((one) => one.key !== key) });
  };

  const transmit = async (one: Outgoing): Promise<void> => {
    try {
      const row = await post(one);
      remove(one.key);
      cases.add(one.handoffId, row);
    } catch (error) {
      const code = codeOf(error);
      // It had arrived the first time: only the answer was lost.
      if (code === 'message-repeated') remove(one.key);
      else update(one.key, { status: 'failed', fault: code });
      if (code === 'sign-in-refused') onFault(error);
      if (!passing.has(code)) await cases.refreshOpen();
    }
  };

  const retry = (key: string): void => {
    const one = store.get().outgoing.find((candidate) => candidate.key === key);
    if (one === undefined || one.status === 'sending') return;
    update(key, { status: 'sending', fault: null });
    void transmit(one);
  };

  return {
    retry,
    discard: remove,
    retryAll: () => {
      // A note has no key: sent twice it would stand there twice.
      const waiting = store.get().outgoing.filter(({ fault, kind }) => kind === 'answer' && fault !== null && passing.has(fault));
      for (const { key } of waiting) retry(key);
    },
    send: (handoffId, kind, text) => {
      const one: Outgoing = { key: crypto.randomUUID(), handoffId, kind, text, at: Date.now(), status: 'sending', fault: null };
      store.set({ outgoing: [...store.get().outgoing, one] });
      void transmit(one);
    },
  };
}

function post({ kind, handoffId, text, key }: Outgoing): Promise<TranscriptRow> {
  return kind === 'note' ? api.note(handoffId, text) : api.answer(handoffId, text, key);
}

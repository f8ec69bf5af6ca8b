import { api, codeOf } from '../api.ts';
import type { Case } from '../wire.ts';
import type { Bars } from './bar.ts';
import type { Cases } from './cases.ts';
import type { DeskStore } from './desk-state.ts';
import { conversationAddress, queueAddress } from './route.ts';

export interface Holding {
  /** At once, since two mentors may want it; the way back is putting it back. */
  claim(open: Case): Promise<void>;
  /** Done when the way back closes. */
  close(open: Case): void;
  release(open: Case): void;
}

interface Hold {
  readonly store: DeskStore;
  readonly cases: Cases;
  readonly bars: Bars;
  readonly onFault: (error: unknown) => void;
}

async function refresh({ cases }: Hold): Promise<void> {
  await Promise.all([cases.refreshQueue(), cases.refreshOpen()]);
}

/** Says what went wrong; of a race, who won it. */
async function tell(hold: Hold, error: unknown, handoffId: string): Promise<void> {
  const { store, bars, onFault } = hold;
  await refresh(hold);
  const code = codeOf(error);
  const { open, me } = store.get();
  const winner = open?.handoff.id === handoffId && open.handoff.mentorId !== me?.id ? open.mentorName : null;
  if (code === 'handoff-taken' && winner !== null) {
    bars.show({ tone: 'fault', key: 'fault.takenBy', values: { name: winner }, undo: null });
  } else {
    onFault(error);
  }
}

/** Taking a conversation, ending it, and putting it back. */
export function createHolding(hold: Hold): Holding {
  const { store, cases, bars } = hold;

  const giveBackNow = async (handoffId: string, version: number): Promise<void> => {
    try {
      await api.release(handoffId, version);
      await refresh(hold);
    } catch (error) {
      await tell(hold, error, handoffId);
    }
  };

  const leave = (open: Case, key: string, act: (id: string, version: number) => Promise<object>): void => {
    const { id, version } = open.handoff;
    const undo = (): void => {
      bars.drop();
      store.set({ leaving: null });
      location.hash = conversationAddress(id);
    };
    const settle = async (): Promise<void> => {
      try {
        await act(id, version);
        await refresh(hold);
      } catch (error) {
        await tell(hold, error, id);
      } finally {
        if (store.get().leaving === id) store.set({ leaving: null });
      }
    };
    bars.show({ tone: 'done', key, values: {}, undo }, settle);
    store.set({ leaving: id });
    location.hash = queueAddress;
  };

  return {
    claim: async (open) => {
      const { id, version } = open.handoff;
      try {
        const taken = await api.claim(id, version);
        store.set({ open: taken });
        const undo = (): void => {
          bars.drop();
          void giveBackNow(id, taken.handoff.version);
        };
        bars.show({ tone: 'done', key: 'bar.taken', values: {}, undo });
        await cases.refreshQueue();
      } catch (error) {
        await tell(hold, error, id);
      }
    },
    close: (open) => leave(open, 'bar.closed', api.close),
    release: (open) => leave(open, 'bar.released', api.release),
  };
}

import type { Bar, DeskStore } from './desk-state.ts';

/** How long an act can be undone, and how long a fault stays to be read. Source: "every destructive act is undoable for 10 s". */
export const undoMs = 10_000;

export interface Bars {
  /** Shows a line; the one before it is settled first. `settle` runs when the way back closes. */
  show(bar: Bar, settle?: () => Promise<void>): void;
  /** Does now what the line was waiting for; resolves when it is done. */
  settle(): Promise<void>;
  /** Takes the line away without doing it. */
  drop(): void;
  /** While the pointer rests on the line its time stands still. */
  hold(): void;
  resume(): void;
}

export function createBars(store: DeskStore): Bars {
  let pending: (() => Promise<void>) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    clearTimeout(timer);
    pending = null;
    if (store.get().bar !== null) store.set({ bar: null });
  };
  const settle = async (): Promise<void> => {
    const work = pending;
    drop();
    await work?.();
  };
  const resume = (): void => {
    clearTimeout(timer);
    if (store.get().bar !== null) timer = setTimeout(() => void settle(), undoMs);
  };
  return {
    settle,
    drop,
    resume,
    hold: () => clearTimeout(timer),
    show: (bar, work) => {
      void settle();
      pending = work ?? null;
      store.set({ bar });
      resume();
    },
  };
}

/** A value that tells its watchers when it changed. */
export interface Store<State extends object> {
  get(): State;
  set(change: Partial<State>): void;
  watch(listener: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Runs one call at a time; a call made meanwhile makes it run once more, so that the last news is always fetched. */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  };
  return () => {
    if (running !== null) {
      isAskedAgain = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
}

/** What stays on the device. Falls back to the page's life where the browser keeps nothing (private windows, blocked storage). */
export interface Memory {
  get(key: string): string | null;
  /** Null removes it. */
  set(key: string, value: string | null): void;
}

export function createMemory(scope: string): Memory {
  const own = new Map<string, string>();
  const storage = findStorage();
  return {
    get: (key) => {
      try {
        return storage?.getItem(scope + key) ?? own.get(key) ?? null;
      } catch {
        return own.get(key) ?? null;
      }
    },
    set: (key, value) => {
      own.delete(key);
      try {
        if (value === null) storage?.removeItem(scope + key);
        else if (storage === null) own.set(key, value);
        else storage.setItem(scope + key, value);
      } catch {
        // A full or blocked storage must not stop the conversation: the page itself remembers.
        if (value !== null) own.set(key, value);
      }
    },
  };
}

function findStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

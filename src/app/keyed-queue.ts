/** Runs jobs of the same key one after another and jobs of different keys side by side. */
export interface KeyedQueue {
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Resolves when every job that was queued for the key so far has ended, well or not. */
  settled(key: string): Promise<void>;
  /** Resolves when nothing is left at all. */
  idle(): Promise<void>;
}

interface Line {
  tail: Promise<unknown>;
  length: number;
}

export function createKeyedQueue(): KeyedQueue {
  const lines = new Map<string, Line>();

  const run = async <T>(key: string, job: () => Promise<T>): Promise<T> => {
    const line = lines.get(key) ?? { tail: Promise.resolve(), length: 0 };
    lines.set(key, line);
    line.length++;
    const result = line.length === 1 ? job() : line.tail.then(job);
    line.tail = result.catch(ignore);
    try {
      return await result;
    } finally {
      line.length--;
      if (line.length === 0) lines.delete(key);
    }
  };

  const settled = async (key: string): Promise<void> => {
    await lines.get(key)?.tail;
  };

  const idle = async (): Promise<void> => {
    while (lines.size > 0) await Promise.all([...lines.values()].map(({ tail }) => tail));
  };

  return { run, settled, idle };
}

function ignore(): void {}

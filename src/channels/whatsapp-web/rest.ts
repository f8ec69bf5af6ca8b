/** A pause that can be cut short. */
export interface Rest {
  /** Resolves after so many milliseconds, or when it is ended; null: only then. */
  for(ms: number | null): Promise<void>;
  end(): void;
}

export function createRest(): Rest {
  let finish = (): void => undefined;
  return {
    for: (ms) =>
      new Promise((resolve) => {
        const timer = ms === null ? undefined : setTimeout(resolve, ms);
        finish = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => finish(),
  };
}

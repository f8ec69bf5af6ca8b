/** The work took longer than it may. Whether it has an effect later is unknown. */
export class TookTooLong extends Error {
  constructor(what: string, ms: number) {
    super(`${what}: no answer within ${String(ms / 1_000)} s`);
    this.name = 'TookTooLong';
  }
}

/** The work's result, or `TookTooLong` after `ms` milliseconds. */
export async function withLimit<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(what, ms)), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

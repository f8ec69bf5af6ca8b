import { SportelloError } from '../../domain/errors.ts';
import { storeError } from './postgres-errors.ts';

/** What the store is asked for, until it is closed: closing waits for all of it, since a pool that ends drops who waits. */
export class OngoingWork {
  readonly #ongoing = new Set<Promise<unknown>>();
  #isClosed = false;

  /** Runs a task and turns the database's errors into ours. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new SportelloError('store-busy', 'The store is closed.');
    const running = task();
    this.#ongoing.add(running);
    try {
      return await running;
    } catch (error) {
      throw storeError(error);
    } finally {
      this.#ongoing.delete(running);
    }
  }

  /** Resolves when everything that was asked for has ended; nothing more is taken. */
  async end(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#ongoing);
  }
}

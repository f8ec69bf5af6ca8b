import { SportelloError } from '../../domain/errors.ts';
import { storeError } from './sqlite-errors.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Reads beside the writer, one after the other, each on its own snapshot. */
export class SnapshotReader {
  readonly #connection: SqliteConnection;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  read<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new SportelloError('store-busy', 'The store is closed.'));
    const turn = this.#waiting === 0 ? this.#run(work) : this.#last.then(() => this.#run(work));
    this.#waiting += 1;
    const leave = (): void => {
      this.#waiting -= 1;
    };
    this.#last = turn.then(leave, leave);
    return turn;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.#connection.control('begin');
      try {
        return await work();
      } finally {
        this.#connection.control('commit');
      }
    } catch (error) {
      throw storeError(error);
    }
  }
}

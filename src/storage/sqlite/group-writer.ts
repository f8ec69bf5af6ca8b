import { SportelloError } from '../../domain/errors.ts';
import { storeError } from './sqlite-errors.ts';
import type { BeforeCommit } from '../store-options.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** A group closes at 64 members or 5 ms of work, whichever comes first. Source: the reliability promise, "Shape". */
const groupSize = 64;
const groupMs = 5;

interface Member {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Finished {
  readonly member: Member;
  readonly value: unknown;
}

/**
 * The one writer: whoever waits when a commit begins shares it. Each member runs in a savepoint, so that one failure
 * rolls back alone; a commit that fails rejects them all. Nobody waits for company: an idle writer commits at once.
 */
export class GroupWriter {
  readonly #connection: SqliteConnection;
  readonly #now: () => number;
  readonly #beforeCommit: BeforeCommit | undefined;
  readonly #queue: Member[] = [];
  #running: Promise<void> | null = null;
  #isClosed = false;
  /** Commits so far that had something to write. */
  commits = 0;

  constructor(connection: SqliteConnection, now: () => number, beforeCommit: BeforeCommit | undefined) {
    this.#connection = connection;
    this.#now = now;
    this.#beforeCommit = beforeCommit;
  }

  write<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new SportelloError('store-busy', 'The store is closed.'));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#queue.push({ work, resolve, reject });
    this.#running ??= this.#drain();
    return promise as Promise<T>;
  }

  /** Commits what was asked for before, and takes no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    do {
      // Lets every request that has arrived by now join the group.
      await nextTurnOfLoop();
      await this.#commitGroup();
    } while (this.#queue.length > 0);
    this.#running = null;
  }

  async #commitGroup(): Promise<void> {
    const finished: Finished[] = [];
    try {
      this.#begin();
      await this.#runMembers(finished);
      await this.#commit(finished.length);
    } catch (error) {
      if (this.#connection.isInTransaction) this.#connection.control('rollback');
      for (const { member } of finished) member.reject(storeError(error));
      return;
    }
    for (const { member, value } of finished) member.resolve(value);
  }

  #begin(): void {
    try {
      this.#connection.control('begin immediate');
      this.#connection.hasWritten = false;
    } catch (error) {
      for (const member of this.#queue.splice(0)) member.reject(storeError(error));
      throw error;
    }
  }

  async #runMembers(finished: Finished[]): Promise<void> {
    const startedAt = this.#now();
    for (let count = 0; count < groupSize && (count === 0 || this.#now() - startedAt < groupMs); count++) {
      const member = this.#queue.shift();
      if (member === undefined) return;
      await this.#runMember(member, finished);
    }
  }

  async #runMember(member: Member, finished: Finished[]): Promise<void> {
    try {
      this.#connection.control('savepoint member');
      const value = await member.work();
      this.#connection.control('release member');
      finished.push({ member, value });
    } catch (error) {
      member.reject(storeError(error));
      // On a full disk SQLite may have rolled back the whole transaction by itself: then the group is lost.
      if (!this.#connection.isInTransaction) throw error;
      this.#connection.control('rollback to member');
      this.#connection.control('release member');
    }
  }

  async #commit(writes: number): Promise<void> {
    if (this.#connection.hasWritten) await this.#beforeCommit?.(writes);
    this.#connection.control('commit');
    if (this.#connection.hasWritten) this.commits += 1;
  }
}

function nextTurnOfLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** Called right before each commit that has something to write, with the number of writes that share it. */
export type BeforeCommit = (writes: number) => void | Promise<void>;

export interface StoreOptions {
  /** Where SQLite keeps its files; made if it is missing. */
  readonly dataDir: string;
  readonly universe: Universe;
  readonly beforeCommit?: BeforeCommit;
}

export interface StoreStats {
  /** Transactions that wrote something and were committed. */
  readonly commits: number;
  readonly queries: number;
}

export interface OpenStore extends Store {
  stats(): StoreStats;
}

import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** What signing in and inviting need from outside. */
export interface PeopleParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly partnerId: string;
}

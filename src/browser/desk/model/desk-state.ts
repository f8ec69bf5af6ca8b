import type { NamedHealth } from '../../../domain/channel-health.ts';
import type { Case, Me, QueueItem } from '../wire.ts';
import type { DeskRoute } from './route.ts';
import type { Store } from './store.ts';

/** Everything the desk shows. */
export interface DeskState {
  readonly language: string;
  /** `undefined`: not known yet; null: nobody is signed in. */
  readonly me: Me | null | undefined;
  readonly route: DeskRoute;
  /** Null until it came for the first time. */
  readonly queue: readonly QueueItem[] | null;
  readonly open: Case | null;
  /** Null until it came for the first time. */
  readonly channels: readonly NamedHealth[] | null;
  /** Why the conversation of the address can't be shown. */
  readonly openFault: string | null;
  readonly outgoing: readonly Outgoing[];
  /** Closed or put back by this mentor a moment ago, and still to be undone. */
  readonly leaving: string | null;
  readonly bar: Bar | null;
  readonly connection: 'live' | 'polling' | 'offline';
  /** Milliseconds since 1970, moved on every half minute. */
  readonly now: number;
  readonly hasSound: boolean;
  readonly notifications: NotificationPermission | 'unsupported';
  /** Code of the last refusal that the sign-in page should tell. */
  readonly signInFault: string | null;
}

/** A message or note on its way. The key makes a second try harmless. */
export interface Outgoing {
  readonly key: string;
  readonly handoffId: string;
  readonly kind: 'answer' | 'note';
  readonly text: string;
  readonly at: number;
  readonly status: 'sending' | 'failed';
  /** Code of what went wrong. */
  readonly fault: string | null;
}

/** One line at the bottom: what happened, and the way back where there is one. */
export interface Bar {
  readonly tone: 'done' | 'fault';
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  readonly undo: (() => void) | null;
}

export type DeskStore = Store<DeskState>;

import { lookMs } from './pace.ts';
import { pause } from './pause.ts';
import type { Call } from './protocol.ts';

/** Looks at chats as a person does: a while after a message came, once for several, and before answering. */
export interface Looks {
  /** Something of this person's is stored and may be seen. */
  plan(person: string): void;
  /** Resolves when nothing is left to be looked at there. */
  settled(person: string): Promise<void>;
}

export interface LookParts {
  readonly call: (call: Call) => Promise<string | null>;
  readonly chance: () => number;
  /** Part of a human's pace: 1 is a human's. */
  readonly pace: number;
}

export function createLooks({ call, chance, pace }: LookParts): Looks {
  const planned = new Map<string, Promise<void>>();
  const look = async (person: string): Promise<void> => {
    await pause(lookMs(chance) * pace, false);
    planned.delete(person);
    // What was not seen is unread, and found again.
    await call({ name: 'seen', chat: person }).catch(() => undefined);
  };
  return {
    plan: (person) => {
      if (!planned.has(person)) planned.set(person, look(person));
    },
    settled: (person) => planned.get(person) ?? Promise.resolve(),
  };
}

import type { Memory } from './memory.ts';

/** Something the person said that the service has not taken yet. */
export interface Outgoing {
  /** The `clientActivityID`: the service keeps one copy per id. */
  readonly id: string;
  readonly text: string;
  /** What a pressed button sends back. */
  readonly value?: string;
  readonly locale: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The service said no to it. */
  readonly isRefused?: boolean;
}

export interface OutgoingList {
  all(): readonly Outgoing[];
  add(message: Outgoing): void;
  remove(id: string): void;
  mark(id: string, isRefused: boolean): void;
}

/** Kept on the device until the service has it: a reload, a closed page or a dead battery loses nothing. */
export function createOutgoingList(memory: Memory, onChange: () => void): OutgoingList {
  // Read anew each time: other tabs use the same list.
  const all = (): readonly Outgoing[] => {
    try {
      return JSON.parse(memory.get('outgoing') ?? '[]') as readonly Outgoing[];
    } catch {
      return [];
    }
  };
  const save = (list: readonly Outgoing[]): void => {
    memory.set('outgoing', list.length === 0 ? null : JSON.stringify(list));
    onChange();
  };
  return {
    all,
    add: (message) => save([...all(), message]),
    remove: (id) => {
      if (all().some((message) => message.id === id)) save(all().filter((message) => message.id !== id));
    },
    mark: (id, isRefused) => save(all().map((message) => (message.id === id ? { ...message, isRefused } : message))),
  };
}

import { call } from './direct-line.ts';
import type { ActivitySet, Session } from './session.ts';

export interface Transcript {
  /** Takes in a set that came by itself. */
  take(set: ActivitySet): void;
  /** Asks for what came since the last one. Rejects with `Unreachable` or `Refused`. */
  look(): Promise<void>;
  /** All up to here has just been fetched: the next `lookOnce` has nothing to ask for. */
  mark(watermark: string | undefined): void;
  lookOnce(): Promise<void>;
  watermark(): string;
}

/** How far the conversation is known here, and the way to know more of it. */
export function createTranscript(origin: string, session: Session, onActivities: (set: ActivitySet) => void): Transcript {
  let known = '0';
  let isFresh = false;
  const keep = (watermark: string | undefined): void => {
    if (watermark !== undefined && watermark !== '') known = watermark;
  };
  const take = (set: ActivitySet): void => {
    keep(set.watermark);
    onActivities(set);
  };
  const look = async (): Promise<void> => {
    const set = await session.use(({ conversationId, token }) => {
      const url = `${origin}/v3/directline/conversations/${conversationId}/activities?watermark=${known}`;
      return call<ActivitySet>(url, { method: 'GET', token });
    });
    take(set);
  };
  return {
    take,
    look,
    mark: (watermark) => {
      keep(watermark);
      isFresh = true;
    },
    lookOnce: async () => {
      if (!isFresh) await look();
      isFresh = false;
    },
    watermark: () => known,
  };
}

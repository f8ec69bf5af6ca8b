import type { Activity, SportelloData } from '../../domain/activity.ts';
import type { Owner } from '../../domain/conversation.ts';

/** Who is behind the counter now. */
export interface Counter {
  readonly owner: Owner;
  /** The mentor's first name, once one spoke. */
  readonly mentor: string | null;
  /** While a mentor is awaited: until when an answer was promised, in milliseconds since 1970. */
  readonly promisedAt: number | null;
}

export const emptyCounter: Counter = { owner: 'bot', mentor: null, promisedAt: null };

/** Who is there after this was said. A message that does not say it leaves it to who speaks. */
export function follow(before: Counter, { channelData }: Activity): Counter {
  const said = channelData?.sportello;
  const owner = said === undefined ? undefined : (said.owner ?? ownerBy(before, said));
  if (said === undefined || owner === undefined) return before;
  if (owner === 'bot') return emptyCounter;
  if (owner === 'queue') return { owner, mentor: null, promisedAt: said.promisedAt ?? before.promisedAt };
  return { owner, mentor: said.speaker?.name ?? before.mentor, promisedAt: null };
}

/** Undefined: nothing changes. */
function ownerBy(before: Counter, { speaker, outcome }: SportelloData): Owner | undefined {
  if (speaker?.kind === 'mentor') return 'mentor';
  if (outcome === 'handoff') return 'queue';
  return before.owner === 'mentor' && speaker?.kind === 'bot' ? 'bot' : undefined;
}

import type { Assets } from '../domain/assets.ts';
import { SportelloError } from '../domain/errors.ts';
import type { Channel } from '../ports/channel.ts';
import type { Desk } from '../ports/desk.ts';
import type { Logger } from '../ports/logger.ts';
import type { MentorLine } from '../ports/mentor-chats.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';

/** What mentors' private chats need from the rest of the inside. */
export interface MentorChatParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly logger: Logger;
  readonly assets: () => Assets;
  readonly desk: Desk;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly partnerId: string;
  /** There may be something to tell mentors. */
  readonly wake: () => void;
}

/** The private line of a channel; `not-found` where it has none. */
export function lineOf(channels: MentorChatParts['channels'], name: string): MentorLine {
  const line = channels.get(name)?.mentorLine;
  if (line === undefined) throw new SportelloError('not-found', `The channel ${name} has no private chats for mentors.`);
  return line;
}

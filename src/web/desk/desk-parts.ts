import type { Desk } from '../../ports/desk.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MentorChats } from '../../ports/mentor-chats.ts';
import type { People } from '../../ports/people.ts';
import type { Universe } from '../../ports/universe.ts';

/** What the mentors' desk is made of. */
export interface DeskRouteParts {
  readonly desk: Desk;
  readonly people: People;
  readonly mentorChats: MentorChats;
  readonly universe: Universe;
  readonly logger: Logger;
  /** The built browser part, with `desk/index.html`; null: only the API answers. */
  readonly browserFolder: string | null;
  /** Milliseconds between two looks at whether a live stream's session still holds. Default: 4,000. */
  readonly sessionCheckMs?: number;
}

import { people } from './001-people.ts';
import { messages } from './002-messages.ts';
import { pills } from './003-pills.ts';
import { desk } from './004-desk.ts';
import { records } from './005-records.ts';
import { linking } from './006-linking.ts';
import { media } from './007-media.ts';
import { mentorChats } from './008-mentor-chats.ts';
import { sends } from './009-sends.ts';
import { askedOn } from './010-asked-on.ts';
import { places } from './011-places.ts';
import { profiles } from './012-profiles.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  people,
  messages,
  pills,
  desk,
  records,
  linking,
  media,
  mentorChats,
  sends,
  askedOn,
  places,
  profiles,
];

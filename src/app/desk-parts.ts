import type { Channel } from '../ports/channel.ts';
import type { Store } from '../ports/store.ts';
import type { Universe } from '../ports/universe.ts';
import type { ChannelStates } from './channel-states.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { MediaKeeper } from './media.ts';
import type { Live } from './live.ts';

/** What the desk needs from the rest of the inside. */
export interface DeskParts {
  readonly store: Store;
  readonly universe: Universe;
  readonly live: Live;
  readonly happen: Dispatcher['happen'];
  readonly channelStates: Pick<ChannelStates, 'list'>;
  readonly media: Pick<MediaKeeper, 'receive' | 'read'>;
  readonly channel: (name: string) => Channel;
  readonly wakeOutbox: () => void;
  /** Called after a commit that changed the mentors' queue. */
  readonly queueChanged: (partnerId: string) => void;
}

import type { Route } from '../../ports/channel.ts';
import { channelRoutes } from './channel-routes.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { eventRoutes } from './event-routes.ts';
import { handoffRoutes } from './handoff-routes.ts';
import { ownChatRoutes } from './own-chat-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** Everything under `/desk`: the page, signing in, the queue, conversations, live events, colleagues, channels. */
export function deskRoutes(parts: DeskRouteParts): readonly Route[] {
  return [
    ...(parts.browserFolder === null ? [] : pageRoutes(parts.browserFolder)),
    ...sessionRoutes(parts),
    ...handoffRoutes(parts),
    ...eventRoutes(parts),
    ...peopleRoutes(parts),
    ...channelRoutes(parts),
    ...ownChatRoutes(parts),
  ];
}

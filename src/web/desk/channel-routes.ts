import type { Route } from '../../ports/channel.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { forMentors, getRoute } from './guard.ts';

/** How the channels are; codes that open one for administrators only. */
export function channelRoutes({ desk, people }: Pick<DeskRouteParts, 'desk' | 'people'>): readonly Route[] {
  const list = forMentors(people, (_request, mentor) =>
    Promise.resolve({ status: 200, json: { channels: desk.channels(mentor) } }),
  );
  return [getRoute('/desk/api/channels', list)];
}

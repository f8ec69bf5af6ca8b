import type { MentorSeat } from '../../domain/mentor-chat.ts';
import type { Route } from '../../ports/channel.ts';
import { textField, toFields } from './body-fields.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { forMentors, getRoute, postRoute } from './guard.ts';

/** A mentor's own private chat: whether there is one, a link that makes it, its hours, its end. */
export function ownChatRoutes({ mentorChats, people }: Pick<DeskRouteParts, 'mentorChats' | 'people'>): readonly Route[] {
  const path = '/desk/api/own-chat';
  return [
    getRoute(
      path,
      forMentors(people, async (_request, mentor) => {
        const seat = await mentorChats.seat(mentor);
        return { status: 200, json: { seat: seat === null ? null : toOwnChat(seat) } };
      }),
    ),
    postRoute(
      `${path}/link`,
      forMentors(people, async (_request, mentor) => ({ status: 200, json: { link: await mentorChats.invite(mentor) } })),
    ),
    postRoute(
      `${path}/hours`,
      forMentors(people, async (request, mentor) => {
        const fields = toFields(request.body);
        const field = (name: string): string => textField(fields, name, 40);
        await mentorChats.setHours(mentor, {
          from: field('from'),
          to: field('to'),
          zone: field('zone'),
          language: field('language'),
        });
        return { status: 200, json: {} };
      }),
    ),
    postRoute(
      `${path}/end`,
      forMentors(people, async (_request, mentor) => {
        await mentorChats.end(mentor);
        return { status: 200, json: {} };
      }),
    ),
  ];
}

/** Without who the mentor is on the channel. */
function toOwnChat({ address, from, to, linkedAt }: MentorSeat) {
  return { channel: address.channel, from, to, linkedAt };
}

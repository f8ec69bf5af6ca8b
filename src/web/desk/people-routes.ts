import type { Mentor } from '../../domain/mentor.ts';
import type { Route } from '../../ports/channel.ts';
import { languagesField, textField, toFields, wordField } from './body-fields.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { forAdministrators, getRoute, postRoute } from './guard.ts';

const longestName = 80;
const roles: readonly Mentor['role'][] = ['mentor', 'administrator'];

/** Colleagues, for administrators: who is there, and a one-time link for who comes or lost a password. */
export function peopleRoutes({ people }: Pick<DeskRouteParts, 'people'>): readonly Route[] {
  const list = forAdministrators(people, async (_request, mentor) => {
    const mentors = await people.list(mentor.partnerId);
    return { status: 200, json: { people: mentors.map(toColleague) } };
  });

  const invite = forAdministrators(people, async (request) => {
    const fields = toFields(request.body);
    const name = textField(fields, 'name', longestName).trim();
    const role = wordField(fields, 'role', roles, 'mentor');
    const secret = await people.invite(name, role, languagesField(fields, 'languages'));
    return { status: 200, json: { name, link: `${request.origin}/desk/join#${secret}` } };
  });

  return [getRoute('/desk/api/people', list), postRoute('/desk/api/people/invite', invite)];
}

function toColleague({ id, name, role, languages, active, createdAt }: Mentor): Omit<Mentor, 'partnerId'> {
  return { id, name, role, languages, active, createdAt };
}

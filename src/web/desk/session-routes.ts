import type { Mentor } from '../../domain/mentor.ts';
import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import type { Session } from '../../ports/people.ts';
import { textField, toFields } from './body-fields.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { forMentors, getRoute, postRoute } from './guard.ts';
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';

const longestName = 80;
const longestPassword = 1_024;
const longestLink = 256;

/** Getting in by password or by a one-time link, who is in, and getting out. */
export function sessionRoutes({ people, universe }: Pick<DeskRouteParts, 'people' | 'universe'>): readonly Route[] {
  const enter = (request: WebRequest, { secret, mentor, expiresAt }: Session): WebResponse => ({
    status: 200,
    headers: { 'Set-Cookie': sessionCookie(request, secret, expiresAt - universe.now()) },
    json: { mentor: toMe(mentor) },
  });

  const signIn: Route['handle'] = async (request) => {
    const fields = toFields(request.body);
    const name = textField(fields, 'name', longestName);
    return enter(request, await people.signIn(name, textField(fields, 'password', longestPassword), request.ip));
  };

  const accept: Route['handle'] = async (request) => {
    const fields = toFields(request.body);
    const link = textField(fields, 'link', longestLink);
    const name = textField(fields, 'name', longestName);
    return enter(request, await people.accept(link, name, textField(fields, 'password', longestPassword)));
  };

  const invited: Route['handle'] = async (request) => {
    const mentor = await people.invited(textField(toFields(request.body), 'link', longestLink));
    return { status: 200, json: { name: mentor.name, role: mentor.role } };
  };

  const signOut: Route['handle'] = async (request) => {
    const secret = readSessionCookie(request);
    if (secret !== null) await people.signOut(secret);
    return { status: 200, headers: { 'Set-Cookie': endedSessionCookie(request) }, json: {} };
  };

  const me = forMentors(people, async (_request, mentor) => Promise.resolve({ status: 200, json: { mentor: toMe(mentor) } }));

  return [
    getRoute('/desk/api/me', me),
    postRoute('/desk/api/sign-in', signIn),
    postRoute('/desk/api/invited', invited),
    postRoute('/desk/api/accept', accept),
    postRoute('/desk/api/sign-out', async (request) => {
      // The same refusal as everywhere for who is not in: nothing was ended.
      await me(request);
      return signOut(request);
    }),
  ];
}

/** What a mentor's own page may know of them. */
export function toMe({ id, name, role, languages }: Mentor): Pick<Mentor, 'id' | 'name' | 'role' | 'languages'> {
  return { id, name, role, languages };
}

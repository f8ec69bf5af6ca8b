import { SportelloError } from '../../domain/errors.ts';
import type { Mentor } from '../../domain/mentor.ts';
import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import type { People } from '../../ports/people.ts';
import { readSessionCookie } from './session-cookie.ts';

export type MentorHandler = (request: WebRequest, mentor: Mentor) => Promise<WebResponse>;

/** A page's own POST with a JSON body. `origin-refused` (403) for another site's, `body-type` (415) for any other body. */
export function postRoute(path: string, handle: Route['handle']): Route {
  return {
    method: 'POST',
    path,
    body: 'json',
    handle: async (request) => {
      requireSameOrigin(request);
      requireJson(request);
      return handle(request);
    },
  };
}

export function getRoute(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, body: 'none', handle };
}

/** Lets only signed-in mentors through; everyone else gets `sign-in-refused` (401). */
export function forMentors(people: People, handle: MentorHandler): Route['handle'] {
  return async (request) => handle(request, await requireMentor(people, request));
}

/** As `forMentors`; for mentors who are no administrators the address does not exist (404). */
export function forAdministrators(people: People, handle: MentorHandler): Route['handle'] {
  return forMentors(people, async (request, mentor) => {
    if (mentor.role !== 'administrator') throw new SportelloError('not-found', 'Only administrators find something here.');
    return handle(request, mentor);
  });
}

async function requireMentor(people: People, request: WebRequest): Promise<Mentor> {
  const secret = readSessionCookie(request);
  const mentor = secret === null ? null : await people.session(secret);
  if (mentor === null) throw new SportelloError('sign-in-refused', 'Nobody is signed in, or the session ended. Sign in first.');
  return mentor;
}

/**
 * Browsers name the page that sends a POST: `Sec-Fetch-Site` over https and on localhost, `Origin` always. A request with
 * neither comes from no browser, and so has no mentor's cookie that was not given to it.
 */
export function requireSameOrigin({ headers, origin }: WebRequest): void {
  const site = headers['sec-fetch-site'];
  const sender = headers['origin'];
  const isOwn = site === undefined ? sender === undefined || isSameHost(sender, origin, headers['host']) : site === 'same-origin';
  if (!isOwn) throw new SportelloError('origin-refused', 'This request came from another site. Use the desk on its own page.');
}

function isSameHost(sender: string, origin: string, host: string | undefined): boolean {
  if (sender === origin) return true;
  return URL.canParse(sender) && host !== undefined && new URL(sender).host === host;
}

function requireJson({ headers }: WebRequest): void {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new SportelloError('body-type', 'The Content-Type must be application/json.');
  }
}

import { SportelloError } from '../../domain/errors.ts';
import type { Route, WebRequest } from '../../ports/channel.ts';
import type { Case } from '../../ports/desk.ts';
import { speechField, textField, toFields, versionField } from './body-fields.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { idOf, keyOf } from './case-ids.ts';
import { fileRoutes } from './file-routes.ts';
import { forMentors, getRoute, postRoute } from './guard.ts';
import type { MentorHandler } from './guard.ts';

/** The queue, one conversation, and what a mentor does with it. */
export function handoffRoutes({ desk, people }: Pick<DeskRouteParts, 'desk' | 'people'>): readonly Route[] {
  const one = '/desk/api/handoffs/:id';
  const get = (path: string, handle: MentorHandler): Route => getRoute(path, forMentors(people, handle));
  const post = (path: string, handle: MentorHandler): Route => postRoute(path, forMentors(people, handle));

  return [
    get('/desk/api/queue', async (_request, mentor) => ({ status: 200, json: { items: await desk.queue(mentor) } })),
    get(one, async (request, mentor) => {
      const after = afterOf(request);
      return { status: 200, json: rowsAfter(await desk.open(mentor, idOf(request)), after) };
    }),
    post(`${one}/claim`, async (request, mentor) => {
      const version = versionField(toFields(request.body));
      return { status: 200, json: await desk.claim(mentor, idOf(request), version) };
    }),
    post(`${one}/answer`, async (request, mentor) => {
      const fields = toFields(request.body);
      const text = speechField(fields);
      return { status: 200, json: { row: await desk.answer(mentor, idOf(request), text, keyOf(textField(fields, 'key', 64))) } };
    }),
    ...fileRoutes(desk, people, one),
    post(`${one}/note`, async (request, mentor) => {
      const text = speechField(toFields(request.body));
      return { status: 200, json: { row: await desk.note(mentor, idOf(request), text) } };
    }),
    post(`${one}/close`, async (request, mentor) => {
      await desk.close(mentor, idOf(request), versionField(toFields(request.body)));
      return { status: 200, json: {} };
    }),
    post(`${one}/release`, async (request, mentor) => {
      await desk.release(mentor, idOf(request), versionField(toFields(request.body)));
      return { status: 200, json: {} };
    }),
  ];
}

/** `?after=<seq>`: only the rows after the last one that the page knows. */
function afterOf({ query }: WebRequest): number {
  const text = query['after'] ?? '0';
  if (!/^\d{1,9}$/.test(text)) throw new SportelloError('body-invalid', 'The parameter "after" must be a whole number.');
  return Number(text);
}

function rowsAfter(found: Case, after: number): Case {
  return after === 0 ? found : { ...found, transcript: found.transcript.filter(({ seq }) => seq > after) };
}

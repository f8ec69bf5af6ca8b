import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../../src/ports/people.ts';
import type { DeskSite } from '../../support/desk-site.ts';
import { password, startDeskSite } from '../../support/desk-site.ts';

let site: DeskSite;
let handoff: string;
let marta: string;
let luca: string;

beforeAll(async () => {
  site = await startDeskSite(null);
  marta = cookieOf(await site.employ('Marta', 'administrator'));
  luca = cookieOf(await site.employ('Luca'));
  handoff = await site.asks('amina', 'Can I sell food from my kitchen?', { language: 'ar' });
});

afterAll(() => site.stop());

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly cookie: string;
  readonly setCookie: string;
}

async function call(
  method: string,
  path: string,
  options: { body?: unknown; cookie?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${site.url}/desk/api/${path}`, {
    method,
    headers: {
      ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      ...(options.cookie === undefined ? {} : { Cookie: options.cookie }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  });
  const setCookie = response.headers.get('set-cookie') ?? '';
  return {
    status: response.status,
    json: (await response.json()) as Record<string, unknown>,
    setCookie,
    cookie: setCookie.split(';')[0] ?? '',
  };
}

function cookieOf({ secret }: Session): string {
  return `sportello-desk=${secret}`;
}

const messageOf = ({ json }: Answer): string => (json['error'] as { message: string }).message;

const everyRoute: readonly (readonly [method: string, path: string])[] = [
  ['GET', 'me'],
  ['POST', 'sign-out'],
  ['GET', 'queue'],
  ['GET', 'handoffs/some-id'],
  ['POST', 'handoffs/some-id/claim'],
  ['POST', 'handoffs/some-id/answer'],
  ['POST', 'handoffs/some-id/note'],
  ['POST', 'handoffs/some-id/close'],
  ['POST', 'handoffs/some-id/release'],
  ['GET', 'events'],
  ['GET', 'people'],
  ['GET', 'channels'],
  ['GET', 'own-chat'],
  ['POST', 'own-chat/link'],
  ['POST', 'own-chat/hours'],
  ['POST', 'own-chat/end'],
  ['POST', 'people/invite'],
];

test.each(everyRoute)('%s %s tells nothing to who is not signed in', async (method, path) => {
  const body = method === 'POST' ? { body: {} } : {};
  expect((await call(method, path, body)).status).toBe(401);
  expect((await call(method, path, { ...body, cookie: 'sportello-desk=0123456789abcdef0123456789abcdef' })).status).toBe(401);
});

const posts = everyRoute.filter(([method]) => method === 'POST').map(([, path]) => path);
const foreign: readonly Record<string, string>[] = [
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { Origin: 'https://elsewhere.example' },
  { Origin: 'null' },
];

test.each([...posts, 'sign-in', 'accept', 'invited'])('another site can not post to %s', async (path) => {
  const cookie = marta;
  for (const headers of foreign) expect((await call('POST', path, { body: {}, cookie, headers })).status).toBe(403);
  const form = { 'Content-Type': 'text/plain' };
  expect((await call('POST', path, { body: '{}', cookie, headers: form })).status).toBe(415);
});

test('our own page may post, whichever header tells so', async () => {
  const cookie = marta;
  const own: readonly Record<string, string>[] = [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: site.url }];
  for (const headers of own) {
    expect((await call('POST', `handoffs/${handoff}/note`, { body: { text: 'hello' }, cookie, headers })).status).toBe(200);
  }
});

test('the session lives in a cookie that no script and no other site gets', async () => {
  const { setCookie, status, json } = await call('POST', 'sign-in', { body: { name: 'Marta', password } });
  expect(status).toBe(200);
  expect(json['mentor']).toMatchObject({ name: 'Marta', role: 'administrator' });
  expect(setCookie).toMatch(/^sportello-desk=[\w-]{32}; Path=\/desk; HttpOnly; SameSite=Strict; Max-Age=1209600$/);
});

test('a wrong password and an unknown name are refused in the same words', async () => {
  const wrong = await call('POST', 'sign-in', { body: { name: 'Marta', password: 'not the password' } });
  const unknown = await call('POST', 'sign-in', { body: { name: 'Nobody', password: 'not the password' } });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(unknown.json).toEqual(wrong.json);
});

test('a one-time link opens the desk once', async () => {
  const link = await site.invite('Newcomer');
  expect((await call('POST', 'invited', { body: { link } })).json).toEqual({ name: 'Newcomer', role: 'mentor' });
  const joined = await call('POST', 'accept', { body: { link, name: 'Nadia', password } });
  expect(joined.status).toBe(200);
  expect((await call('GET', 'me', { cookie: joined.cookie })).json['mentor']).toMatchObject({ name: 'Nadia' });
  expect((await call('POST', 'invited', { body: { link } })).status).toBe(410);
  expect((await call('POST', 'accept', { body: { link, name: 'Nadia', password } })).status).toBe(410);
});

test('signing out ends the session, not just the cookie', async () => {
  const { cookie } = await call('POST', 'sign-in', { body: { name: 'Luca', password } });
  const { setCookie } = await call('POST', 'sign-out', { body: {}, cookie });
  expect(setCookie).toContain('Max-Age=0');
  expect((await call('GET', 'me', { cookie })).status).toBe(401);
});

test('an id that is not ours does not exist', async () => {
  const cookie = marta;
  for (const id of ['01890000-0000-7000-8000-000000000000', '%00', '..%2f..', "'; drop table handoff", 'a'.repeat(400)]) {
    const path = `handoffs/${encodeURI(id).replaceAll('%25', '%')}`;
    expect((await call('GET', path, { cookie })).status).toBe(404);
    expect((await call('POST', `${path}/claim`, { cookie, body: { version: 1 } })).status).toBe(404);
    expect((await call('POST', `${path}/answer`, { cookie, body: { text: 'hello', key: 'k' } })).status).toBe(404);
  }
});

const badBodies: readonly (readonly [path: string, fault: string, body: unknown, status: number, names: string])[] = [
  ['sign-in', 'a list', [], 400, 'JSON object'],
  ['sign-in', 'null', null, 400, 'JSON object'],
  ['sign-in', 'no name', { password }, 400, 'name'],
  ['sign-in', 'a number as name', { name: 7, password }, 400, 'name'],
  ['sign-in', 'a long name', { name: 'a'.repeat(81), password }, 400, 'name'],
  ['sign-in', 'an object as password', { name: 'Marta', password: {} }, 400, 'password'],
  ['sign-in', 'a long password', { name: 'Marta', password: 'p'.repeat(1_025) }, 400, 'password'],
  ['sign-in', 'a zero character', { name: 'Mar\u0000ta', password }, 400, 'name'],
  ['sign-in', 'half a letter', '{"name": "\\ud800", "password": "x"}', 400, 'name'],
  ['accept', 'no link', { name: 'Marta', password }, 400, 'link'],
  ['invited', 'a list as link', { link: ['x'] }, 400, 'link'],
  ['handoffs/ID/claim', 'no version', {}, 400, 'version'],
  ['handoffs/ID/claim', 'a text as version', { version: '1' }, 400, 'version'],
  ['handoffs/ID/claim', 'half a version', { version: 1.5 }, 400, 'version'],
  ['handoffs/ID/claim', 'a negative version', { version: -1 }, 400, 'version'],
  ['handoffs/ID/close', 'null as version', { version: null }, 400, 'version'],
  ['handoffs/ID/release', 'a huge version', { version: 2 ** 60 }, 400, 'version'],
  ['handoffs/ID/answer', 'no text', { key: 'k' }, 400, 'text'],
  ['handoffs/ID/answer', 'blank text', { text: '  \n ', key: 'k' }, 400, 'text'],
  ['handoffs/ID/answer', 'no key', { text: 'hello' }, 400, 'key'],
  ['handoffs/ID/answer', 'a key of words', { text: 'hello', key: 'not a key' }, 400, 'key'],
  ['handoffs/ID/answer', 'a long key', { text: 'hello', key: 'k'.repeat(65) }, 400, 'key'],
  ['handoffs/ID/answer', '4,097 characters', { text: 'a'.repeat(4_097), key: 'k' }, 413, '4097'],
  ['handoffs/ID/note', '10,000 emoji', { text: '😀'.repeat(10_000) }, 413, '20000'],
  ['handoffs/ID/note', 'true as text', { text: true }, 400, 'text'],
  ['people/invite', 'no name', { role: 'mentor' }, 400, 'name'],
  ['people/invite', 'an unknown role', { name: 'Eva', role: 'king' }, 400, 'role'],
  ['people/invite', 'a text as languages', { name: 'Eva', languages: 'it' }, 400, 'languages'],
  ['people/invite', 'a name of a language', { name: 'Eva', languages: ['Italian'] }, 400, 'languages'],
];

test.each(badBodies)('%s refuses %s and says what is wrong', async (path, _fault, body, status, names) => {
  const cookie = marta;
  const answer = await call('POST', path.replace('ID', handoff), { cookie, body: body === null ? 'null' : body });
  expect(answer.status).toBe(status);
  expect(messageOf(answer)).toContain(names);
});

test('an answer of 4,096 characters is taken', async () => {
  const id = await site.asks('long', 'a long matter');
  const cookie = marta;
  const version = await versionOf(id, cookie);
  await call('POST', `handoffs/${id}/claim`, { cookie, body: { version } });
  const sent = await call('POST', `handoffs/${id}/answer`, { cookie, body: { text: 'a'.repeat(4_096), key: 'k1' } });
  expect(sent.status).toBe(200);
});

async function versionOf(id: string, cookie: string): Promise<number> {
  const { json } = await call('GET', `handoffs/${id}`, { cookie });
  return (json['handoff'] as { version: number }).version;
}

test('one of two mentors who take the same conversation gets it', async () => {
  const id = await site.asks('contested', 'who is first?');
  const version = await versionOf(id, marta);
  const answers = await Promise.all(
    [marta, luca].map((cookie) => call('POST', `handoffs/${id}/claim`, { cookie, body: { version } })),
  );
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
});

test('an answer with the same key is sent once', async () => {
  const id = await site.asks('repeated', 'say it once');
  const cookie = marta;
  await call('POST', `handoffs/${id}/claim`, { cookie, body: { version: await versionOf(id, cookie) } });
  const body = { text: 'Once only.', key: 'the-same' };
  const first = await call('POST', `handoffs/${id}/answer`, { cookie, body });
  const second = await call('POST', `handoffs/${id}/answer`, { cookie, body });
  expect([first.status, second.status]).toEqual([200, 409]);
  const { json } = await call('GET', `handoffs/${id}`, { cookie });
  const rows = json['transcript'] as readonly { activity: { text?: string } }[];
  expect(rows.filter(({ activity }) => activity.text === 'Once only.')).toHaveLength(1);
});

test('only the rows after the one that is known are sent again', async () => {
  const cookie = marta;
  const all = (await call('GET', `handoffs/${handoff}`, { cookie })).json['transcript'] as readonly { seq: number }[];
  const rest = (await call('GET', `handoffs/${handoff}?after=1`, { cookie })).json['transcript'] as readonly { seq: number }[];
  expect(rest).toEqual(all.filter(({ seq }) => seq > 1));
  expect((await call('GET', `handoffs/${handoff}?after=x`, { cookie })).status).toBe(400);
});

test('colleagues are an administrator’s matter', async () => {
  expect((await call('GET', 'people', { cookie: luca })).status).toBe(404);
  expect((await call('POST', 'people/invite', { cookie: luca, body: { name: 'Eva' } })).status).toBe(404);
  const { json } = await call('POST', 'people/invite', { cookie: marta, body: { name: 'Eva', languages: ['it', 'hr'] } });
  expect(json['link']).toMatch(new RegExp(`^${site.url}/desk/join#[\\w-]{32}$`));
  const people = (await call('GET', 'people', { cookie: marta })).json['people'] as readonly Record<string, unknown>[];
  expect(people.map(({ name }) => name)).toContain('Eva');
  expect(JSON.stringify(people)).not.toContain('argon2');
});

test('live events come, and end soon after the session did', async () => {
  const cookie = cookieOf(await site.employ('Sara'));
  const response = await fetch(`${site.url}/desk/api/events`, { headers: { Cookie: cookie } });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const id = await site.asks('live', 'is anybody there?');
  await site.hears('live', 'hello?');
  await call('POST', 'sign-out', { body: {}, cookie });
  const told = await response.text();
  expect(told).toContain('event: queue-changed\ndata: {"type":"queue-changed","waiting":');
  expect(told).toContain(`event: transcript-grown\ndata: {"type":"transcript-grown","handoffId":"${id}"}`);
  expect(told.trimEnd().endsWith('event: session-ended\ndata: {}')).toBe(true);
});

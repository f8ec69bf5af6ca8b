import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTokens } from '../../src/channels/web-chat/tokens.ts';
import type { ChatClaims } from '../../src/channels/web-chat/tokens.ts';
import { rawGet } from '../support/raw-get.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { Service } from '../support/service.ts';
import { visit, visitorOf } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

/** In everything that is sent: whatever is answered or logged must not bear it. */
const mark = 'segreto7431';
let service: Service;
let amina: Visitor;
let stranger: Visitor;
let sign: (claims: Partial<ChatClaims>) => string;

beforeAll(async () => {
  service = await startService();
  [amina, stranger] = [await visit(service.url, 'it'), await visit(service.url, 'it')];
  for (let count = 0; count < 8; count++) neighbours.push(await visit(service.url, 'it'));
  const { tokenKey } = JSON.parse(await readFile(join(service.dataDir, 'secrets.json'), 'utf8')) as { tokenKey: string };
  const exp = Math.floor(Date.now() / 1000) + 60;
  const { user, conversationId: conversation } = amina;
  sign = (claims) =>
    createTokens(tokenKey, Date.now).sign({ kind: 'chat', user, conversation, origins: [], tab: 't', exp, ...claims });
}, 60_000);
afterAll(removeDataDirs);

interface Sent {
  readonly method?: string;
  /** Default: where messages of the conversation go. */
  readonly path?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

function send({ method = 'POST', path, token = amina.token, headers, body }: Sent): Promise<Response> {
  return fetch(`${service.url}${path ?? `/v3/directline/conversations/${amina.conversationId}/activities`}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : body === undefined ? null : new Uint8Array(body),
    redirect: 'manual',
  });
}

const message = (rest: object = {}): string => JSON.stringify({ type: 'message', text: mark, ...rest });
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** People who write as one should: as many as stay below what one may send in a breath. */
const neighbours: Visitor[] = [];
let rounds = 0;

/** Whoever writes as one should is still answered, once, and the process is the same. */
async function expectUnharmed(): Promise<void> {
  const visitor = neighbours[rounds % neighbours.length]!;
  const before = (await visitor.transcript()).length;
  expect(await visitor.post('ciao', `k${String(rounds++)}`)).toBe(200);
  await expect.poll(visitor.transcript, { timeout: 10_000 }).toHaveLength(before + 2);
  expect(service.isAlive()).toBe(true);
  const log = service.log.join('\n');
  expect(log).not.toContain(mark);
  expect(log).not.toContain('"level":"error"');
}

function expectSentence(text: string, code: string): void {
  const { error } = JSON.parse(text) as { readonly error: { readonly code: string; readonly message: string } };
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/^[A-Z'].+[.]$/);
  expect(text).not.toContain(mark);
  expect(text).not.toMatch(/node_modules|\.ts\b|\bat \S+ \(|\/src\//);
}

describe('a message is refused, with its status and a sentence, and harms nobody', { timeout: 20_000 }, () => {
  test.each<readonly [string, number, string, () => Sent]>([
    ['JSON that ends too soon', 400, 'body-malformed', () => ({ body: `{"type":"message","text":"${mark}` })],
    ['JSON with a comma too many', 400, 'body-malformed', () => ({ body: `{"text":"${mark}",}` })],
    ['no JSON at all', 400, 'body-malformed', () => ({ body: mark })],
    ['JSON that is a text', 400, 'body-invalid', () => ({ body: `"${mark}"` })],
    ['JSON that is null', 400, 'body-invalid', () => ({ body: 'null' })],
    ['nothing', 400, 'body-invalid', () => ({})],
    ['a list that is 30,000 levels deep', 400, 'body-invalid', () => ({ body: nested(30_000) })],
    ['a value that is 1,000 levels deep', 400, 'body-invalid', () => ({ body: `{"type":"message","value":${nested(1000)}}` })],
    ['a type nobody knows', 400, 'body-invalid', () => ({ body: message({ type: 'invoke' }) })],
    ['a text that is a number', 400, 'body-invalid', () => ({ body: message({ text: 7431 }) })],
    ['a text of spaces', 400, 'body-invalid', () => ({ body: message({ text: ' \n\t ' }) })],
    ['a text of zero characters', 400, 'body-invalid', () => ({ body: message({ text: '\0\0' }) })],
    ['an id that is an object', 400, 'body-invalid', () => ({ body: message({ channelData: { clientActivityID: {} } }) })],
    ['a locale without end', 400, 'body-invalid', () => ({ body: message({ locale: mark.repeat(50) }) })],
    ['a text of 4,097 characters', 413, 'text-too-long', () => ({ body: message({ text: 'a'.repeat(4097) }) })],
    ['10,000 emoji', 413, 'text-too-long', () => ({ body: message({ text: '🙂'.repeat(10_000) }) })],
    ['a body of 70,000 bytes', 413, 'body-too-large', () => ({ body: message({ text: 'a'.repeat(70_000) }) })],
    ['a text body', 415, 'body-type', () => ({ body: message(), headers: { 'content-type': 'text/plain' } })],
    [
      'a form',
      415,
      'body-type',
      () => ({ body: `text=${mark}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    ['UTF-16', 415, 'body-type', () => ({ body: message(), headers: { 'content-type': 'application/json; charset=utf-16' } })],
    ['a compressed body', 415, 'body-type', () => ({ body: message(), headers: { 'content-encoding': 'gzip' } })],
    ['a file', 415, 'body-type', () => ({ body: message({ attachments: [{ contentType: 'image/png', name: mark }] }) })],
    ['no token', 401, 'token-missing', () => ({ body: message(), headers: { authorization: '' } })],
    ['a token nobody gave out', 401, 'token-missing', () => ({ body: message(), token: mark })],
    ['a token that was changed', 401, 'token-missing', () => ({ body: message(), token: `${amina.token}A` })],
    ['a token for something else', 401, 'token-missing', () => ({ body: message(), token: sign({ kind: 'visitor' as 'chat' }) })],
    ['a token that has expired', 403, 'token-expired', () => ({ body: message(), token: sign({ exp: 1 }) })],
    ['the token of another conversation', 403, 'token-foreign', () => ({ body: message(), token: stranger.token })],
    [
      'a token for other pages',
      403,
      'origin-refused',
      () => ({
        body: message(),
        token: sign({ origins: ['https://a.example'] }),
        headers: { origin: 'https://b.example' },
      }),
    ],
    [
      'a conversation that never was',
      404,
      'conversation-gone',
      () => ({
        body: message(),
        path: '/v3/directline/conversations/nowhere/activities',
        token: sign({ conversation: 'nowhere' }),
      }),
    ],
    ['the wrong method', 405, 'method-refused', () => ({ method: 'PUT', body: message() })],
    [
      'a file by upload',
      415,
      'body-type',
      () => ({ path: `/v3/directline/conversations/${amina.conversationId}/upload`, body: mark }),
    ],
  ])('%s: %i %s', async (_name, status, code, sent) => {
    const before = await amina.transcript();
    const response = await send(sent());
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expectSentence(await response.text(), code);
    expect(await amina.transcript()).toEqual(before);
    await expectUnharmed();
  });
});

describe('what is strange but can be read is kept and answered', { timeout: 20_000 }, () => {
  test.each<readonly [string, string | Buffer, string]>([
    ['halves of letters', `{"type":"message","text":"${mark} \\ud83d \\ude00\\ud83d"}`, `${mark} \ufffd \ufffd\ufffd`],
    ['zero characters', `{"type":"message","text":"a\\u0000${mark}\\u0000"}`, `a${mark}`],
    ['2,048 emoji', message({ text: '🙂'.repeat(2_048) }), '🙂'.repeat(2_048)],
    [
      'bytes that are no UTF-8',
      Buffer.from([...Buffer.from(`{"type":"message","text":"${mark} `), 0xff, ...Buffer.from('"}')]),
      `${mark} \ufffd`,
    ],
    ['fields nobody asked for, 5,000 levels deep', `{"type":"message","text":"${mark}","x":${nested(5_000)}}`, mark],
    [
      'a prototype',
      `{"type":"message","text":"${mark}","__proto__":{"text":"no"},"constructor":{"prototype":{"text":"no"}}}`,
      mark,
    ],
    [
      'SQL, HTML and a template',
      message({ text: `'; drop table x; -- <script>alert(1)</script> {{name}} $t(menu.title)` }),
      `'; drop table x; -- <script>alert(1)</script> {{name}} $t(menu.title)`,
    ],
    [
      'directions turned round, and marks that pile up',
      message({ text: `\u202e${mark}\u202c ${'\u0301'.repeat(200)}` }),
      `\u202e${mark}\u202c ${'\u0301'.repeat(200)}`,
    ],
  ])('%s', async (_name, body, kept) => {
    const visitor = await visit(service.url, 'it');
    const path = `/v3/directline/conversations/${visitor.conversationId}/activities`;
    expect((await send({ path, token: visitor.token, body })).status).toBe(200);
    await expect.poll(visitor.transcript, { timeout: 10_000 }).toHaveLength(3);
    const [, said, answered] = await visitor.transcript();
    expect(said).toBe(`user: ${kept}`);
    expect(answered).toMatch(/^bot: ./);
    await expectUnharmed();
  });
});

describe('an address is refused', { timeout: 20_000 }, () => {
  test.each<readonly [string, number, string, string]>([
    ['up and out', 404, 'not-found', '/../../package.json'],
    ['up and out, encoded', 404, 'not-found', '/..%2f..%2fpackage.json'],
    ['up and out, encoded otherwise', 404, 'not-found', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd'],
    ['up and out with backslashes', 404, 'not-found', '/..%5c..%5cpackage.json'],
    ['up and out, from the desk', 404, 'not-found', '/desk/../../../secrets.json'],
    ['another root', 404, 'not-found', '//etc/passwd'],
    ['a hidden file', 404, 'not-found', '/.built-from'],
    ['a zero character', 404, 'not-found', '/widget.js%00.html'],
    ['no UTF-8', 400, 'body-invalid', '/%ff'],
    ['5,000 characters', 404, 'not-found', `/${'a'.repeat(5_000)}`],
    ['more than an address', 400, 'request-malformed', '/ HTTP/1.1 and more'],
    ['the desk, by nobody', 401, 'sign-in-refused', '/desk/api/queue'],
  ])('%s: %i', async (_name, status, code, path) => {
    const answer = await rawGet(service.url, path);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expectSentence(answer.slice(answer.indexOf('\r\n\r\n') + 4), code);
    await expectUnharmed();
  });

  test.each([
    ['one header of 20,000 bytes', `X-Big: ${mark.repeat(2_000)}\r\n`],
    ['3,000 headers', Array.from({ length: 3_000 }, (_, index) => `X-${String(index)}: ${mark}\r\n`).join('')],
  ])('%s: 431', async (_name, headers) => {
    const answer = await rawGet(service.url, '/', `${headers}Connection: close\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
    expectSentence(answer.slice(answer.indexOf('\r\n\r\n') + 4), 'headers-too-large');
    await expectUnharmed();
  });

  test.each([
    ['POST', '/'],
    ['DELETE', '/chat/start'],
    ['PATCH', '/desk/api/sign-in'],
    ['PUT', '/healthz'],
  ])('%s %s: 405', async (method, path) => {
    const response = await send({ method, path, body: message() });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toMatch(/GET|POST/);
    expectSentence(await response.text(), 'method-refused');
    await expectUnharmed();
  });
});

test('a message is kept that came just before a refused one, and both together harm nobody', { timeout: 20_000 }, async () => {
  const { token, conversationId, user } = await visit(service.url, 'it');
  const visitor = visitorOf(service.url, { token, conversationId, user });
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const bad = Array.from({ length: 10 }, () => send({ path, token, body: `{"text":"${mark}` }));
  const [good] = await Promise.all([visitor.post('ciao', 'k'), ...bad]);
  expect(good).toBe(200);
  await expect.poll(visitor.transcript, { timeout: 10_000 }).toHaveLength(3);
});

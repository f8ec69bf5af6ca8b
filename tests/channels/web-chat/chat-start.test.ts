import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatStart } from '../../../src/channels/web-chat/chat-start.ts';
import { faultOf, startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  server = await startWebChatServer();
});
afterEach(async () => {
  await server.stop();
});

async function start(body: object = {}, headers: Record<string, string> = {}): Promise<ChatStart> {
  return (await (await server.post('/chat/start', body, headers)).json()) as ChatStart;
}

const textsOf = ({ greeting }: ChatStart): readonly (string | undefined)[] => greeting.activities.map(({ text }) => text);

function tell({ conversationId, token }: ChatStart, text: string): Promise<Response> {
  return server.tell({ conversationId, token, expires_in: 0, streamUrl: '' }, { type: 'message', text });
}

test('gives a newcomer everything at once: token, socket, greeting, and what to keep', async () => {
  const response = await server.post('/chat/start', { locale: 'ar' });
  const started = (await response.json()) as ChatStart;
  expect(response.status).toBe(201);
  expect(textsOf(started)).toEqual(['hello (ar)']);
  expect(started).toMatchObject({ expiresIn: 1800, isNew: true, greeting: { watermark: '1' } });
  expect(started.streamUrl).toContain('watermark=1&t=');
  expect((await tell(started, 'ciao')).status).toBe(200);
});

test('gives somebody who comes back the same conversation, with the answer that was waiting', async () => {
  const first = await start();
  await tell(first, 'ciao');
  server.say(first.user, null, { text: 'from a mentor' }, 'mentor');
  server.universe.advance(30 * 86_400_000);
  const again = await start({ visitor: first.visitor });
  expect(again).toMatchObject({ conversationId: first.conversationId, user: first.user, isNew: false });
  expect(textsOf(again)).toEqual(['hello (no locale)', 'ciao', 'echo: ciao', 'from a mentor']);
  expect(textsOf(await start({ visitor: again.visitor, watermark: '3' }))).toEqual(['from a mentor']);
});

test('sends the last hundred of a long conversation', async () => {
  const { user, visitor } = await start();
  for (let index = 1; index <= 450; index++) server.say(user, null, { text: String(index) });
  const again = await start({ visitor });
  expect(textsOf(again)).toEqual(Array.from({ length: 100 }, (_, index) => String(index + 351)));
  expect(again.greeting.watermark).toBe('451');
});

test.each([
  ['a token of another time', (token: string) => token, 200],
  ['a garbled token', () => 'garbled', 0],
  ['a changed token', (token: string) => `${token.slice(0, -5)}AAAAA`, 0],
])('begins anew with %s', async (_name, change, days) => {
  const first = await start();
  server.universe.advance(days * 86_400_000);
  const again = await start({ visitor: change(first.visitor) });
  expect(again.isNew).toBe(true);
  expect(again.conversationId).not.toBe(first.conversationId);
});

test('begins anew, as somebody else, once everything was deleted', async () => {
  const first = await start();
  server.forget(first.user);
  const again = await start({ visitor: first.visitor });
  expect(again.isNew).toBe(true);
  expect(again.user).not.toBe(first.user);
});

test.each([
  ['our own page', () => server.url, 201],
  ['a page of the list', () => 'https://partner.example', 201],
  ['no page', () => undefined, 201],
  ['any other page', () => 'https://evil.example', 403],
  ['a page like one of the list', () => 'https://partner.example.evil.example', 403],
  ['a page without an origin', () => 'null', 403],
])('is for %s', async (_name, originOf, status) => {
  const origin = originOf();
  const response = await server.post('/chat/start', {}, origin === undefined ? {} : { Origin: origin });
  expect(response.status).toBe(status);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

test('binds the token to the page that asked', async () => {
  const { token, conversationId } = await start({}, { Origin: 'https://partner.example' });
  const path = `/conversations/${conversationId}/activities`;
  const from = async (origin: string): Promise<number> =>
    (await server.directLine(path, token, { headers: { Origin: origin } })).status;
  expect(await from('https://partner.example')).toBe(200);
  expect(await from('https://evil.example')).toBe(403);
});

test.each([
  ['a locale that is a number', { locale: 7 }],
  ['a visitor that is a list', { visitor: [] }],
  ['a watermark that is a number', { watermark: 7 }],
])('names what is wrong: %s', async (_name, body) => {
  expect(await faultOf(await server.post('/chat/start', body))).toMatchObject({ status: 400, code: 'body-invalid' });
});

test('holds back an address that opens chat after chat, and lets those who come back in', async () => {
  await server.stop();
  server = await startWebChatServer({ limits: { newVisitors: { burst: 2, perSecond: 0.1 } } });
  const { visitor } = await start();
  await start();
  const refused = await server.post('/chat/start', {});
  expect(refused.headers.get('retry-after')).toBe('10');
  expect((await faultOf(refused)).status).toBe(429);
  expect((await server.post('/chat/start', { visitor })).status).toBe(200);
  server.universe.advance(10_000);
  expect((await server.post('/chat/start', {})).status).toBe(201);
});

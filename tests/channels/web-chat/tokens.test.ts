import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamGrant } from '../../../src/channels/web-chat/grants.ts';
import { faultOf, secret, startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  server = await startWebChatServer();
});
afterEach(async () => {
  await server.stop();
});

describe('tokens', () => {
  test.each([
    ['no secret', null],
    ['a wrong secret', 'wrong'],
    ['a part of the secret', secret.slice(0, -1)],
  ])('are not made for %s', async (_name, given) => {
    expect((await server.directLine('/tokens/generate', given, { method: 'POST' })).status).toBe(401);
  });

  test.each([
    ['a user that is text', { user: 'amina' }],
    ['a user id that is a number', { user: { id: 7 } }],
    ['a user id with a line end', { user: { id: 'a\nb' } }],
    ['origins that are text', { trustedOrigins: 'https://a.example' }],
    ['an origin with a path', { trustedOrigins: ['https://a.example/path'] }],
  ])('are not made for %s', async (_name, body) => {
    const response = await server.directLine('/tokens/generate', secret, { method: 'POST', body: JSON.stringify(body) });
    expect(await faultOf(response)).toMatchObject({ status: 400, code: 'body-invalid' });
  });

  test('last thirty minutes, and longer when they are refreshed', async () => {
    const conversation = await server.opened();
    server.universe.advance(20 * 60_000);
    const refreshed = await server.directLine('/tokens/refresh', conversation.token, { method: 'POST' });
    const { token } = (await refreshed.json()) as StreamGrant;
    server.universe.advance(20 * 60_000);
    expect(await faultOf(await server.tell(conversation, { type: 'message', text: 'a' }))).toMatchObject({
      status: 403,
      code: 'token-expired',
    });
    expect((await server.directLine('/tokens/refresh', conversation.token, { method: 'POST' })).status).toBe(403);
    expect((await server.tell({ ...conversation, token }, { type: 'message', text: 'a' })).status).toBe(200);
  });

  const paths: readonly (readonly ['GET' | 'POST', string])[] = [
    ['POST', '/activities'],
    ['GET', '/activities'],
    ['GET', ''],
    ['POST', '/upload'],
  ];

  test.each(paths)('of another conversation open nothing: %s %s', async (method, rest) => {
    const [mine, other] = [await server.opened('dl_amina'), await server.opened('dl_bilal')];
    const body = method === 'POST' ? '{"type":"message","text":"a"}' : null;
    const response = await server.directLine(`/conversations/${other.conversationId}${rest}`, mine.token, { method, body });
    expect(await faultOf(response)).toMatchObject({ status: 403, code: 'token-foreign' });
  });

  test.each(paths.slice(0, 3))('of a conversation that was deleted find nothing: %s %s', async (method, rest) => {
    const conversation = await server.opened('dl_amina');
    server.forget('dl_amina');
    const body = method === 'POST' ? '{"type":"message","text":"a"}' : null;
    const response = await server.directLine(`/conversations/${conversation.conversationId}${rest}`, conversation.token, {
      method,
      body,
    });
    expect(await faultOf(response)).toMatchObject({ status: 404, code: 'conversation-gone' });
  });

  test('are refused when they are garbled, changed, unsigned or of another kind', async () => {
    const { conversationId, token } = await server.opened();
    const [head = '', claims = '', signature = ''] = token.split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const { visitor } = (await (await server.post('/chat/start', {})).json()) as { visitor: string };
    const forged: readonly (string | null)[] = [
      null,
      'x',
      '..',
      `${head}.${claims}`,
      `${head}.${claims}.`,
      `${head}.${claims}.${signature.slice(0, -2)}`,
      `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${head}.${encode({ ...read, user: 'dl_other' })}.${signature}`,
      `${head}.${encode({ ...read, exp: 99_999_999_999 })}.${signature}`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.${signature}`,
      `${head}.${'A'.repeat(5_000)}.${signature}`,
      visitor,
      secret,
    ];
    const statuses = await Promise.all(
      forged.map(async (bad) => (await server.directLine(`/conversations/${conversationId}/activities`, bad)).status),
    );
    expect(statuses).toEqual(forged.map(() => 401));
    expect((await server.post('/chat/start', { visitor: token })).status).toBe(201);
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamGrant } from '../../../src/channels/web-chat/grants.ts';
import { faultOf, startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  server = await startWebChatServer();
});
afterEach(async () => {
  await server.stop();
});

describe('a conversation', () => {
  test('is created once and found again', async () => {
    const { token, conversationId } = await server.generate({ user: { id: 'dl_amina' } });
    const created = await server.directLine('/conversations', token, { method: 'POST' });
    const found = await server.directLine('/conversations', token, { method: 'POST' });
    expect([created.status, found.status]).toEqual([201, 200]);
    expect(await created.json()).toMatchObject({ conversationId, expires_in: 1800 });
  });

  test('greets in the language of the client', async () => {
    const { activities: greeting, watermark } = await server.activities(await server.opened());
    expect(greeting.map(({ text }) => text)).toEqual(['hello (it)']);
    expect(watermark).toBe('1');
  });

  test('answers a message, and shows both with sender, conversation and time', async () => {
    const conversation = await server.opened('dl_amina');
    const posted = await server.tell(conversation, {
      type: 'message',
      from: { id: 'somebody else', name: 'Amina' },
      text: 'ciao',
      channelData: { clientActivityID: 'a1', sportello: { outcome: 'answer' }, postBack: true },
    });
    const { id } = (await posted.json()) as { id: string };
    const { activities: said } = await server.activities(conversation, '1');
    const place = {
      conversation: { id: conversation.conversationId },
      channelId: 'directline',
      timestamp: '2026-01-05T09:00:00.000Z',
    };
    expect(said).toMatchObject([
      {
        ...place,
        id,
        text: 'ciao',
        from: { id: 'dl_amina', name: 'Amina', role: 'user' },
        channelData: { clientActivityID: 'a1', postBack: true },
      },
      { ...place, text: 'echo: ciao', from: { id: 'bot', role: 'bot' }, replyToId: id },
    ]);
    expect(said[0]?.channelData).not.toHaveProperty('sportello');
  });

  test('keeps the lines of Markdown apart, as our texts mean them, and leaves plain text alone', async () => {
    const conversation = await server.opened('dl_amina');
    const text = 'Source: INPS\nhttps://www.inps.it\n\nMore';
    server.say('dl_amina', null, { text, textFormat: 'markdown' });
    server.say('dl_amina', null, { text, textFormat: 'plain' }, 'mentor');
    const { activities: said } = await server.activities(conversation, '1');
    expect(said.map((activity) => activity.text)).toEqual(['Source: INPS  \nhttps://www.inps.it\n\nMore', text]);
  });

  test('keeps one copy of a message that is sent twice, and both when no id came with it', async () => {
    const conversation = await server.opened();
    const message = { type: 'message', text: 'once', channelData: { clientActivityID: 'a1' } };
    const ids = [
      await (await server.tell(conversation, message)).json(),
      await (await server.tell(conversation, message)).json(),
    ];
    expect(ids[0]).toEqual(ids[1]);
    await server.tell(conversation, { type: 'message', text: 'twice' });
    await server.tell(conversation, { type: 'message', text: 'twice' });
    expect(server.received().map(({ text }) => text)).toEqual(['once', 'twice', 'twice']);
  });

  test('takes typing without keeping it', async () => {
    const conversation = await server.opened();
    expect((await server.tell(conversation, { type: 'typing' })).status).toBe(200);
    expect(server.received()).toEqual([]);
  });

  test('shows who speaks: a mentor by name, and never a note', async () => {
    const conversation = await server.opened('dl_amina');
    const speaker = { kind: 'mentor', name: 'Chiara' } as const;
    server.say(
      'dl_amina',
      conversation.conversationId,
      { text: 'I can help', channelData: { sportello: { speaker } } },
      'mentor',
    );
    server.say('dl_amina', null, { text: 'for mentors only' }, 'note');
    const { activities: said } = await server.activities(conversation, '1');
    expect(said).toMatchObject([{ text: 'I can help', from: { id: 'mentor', name: 'Chiara', role: 'bot' } }]);
  });

  test('of the same person elsewhere stays apart', async () => {
    const [first, second] = [await server.opened('dl_amina'), await server.opened('dl_amina')];
    await server.tell(second, { type: 'message', text: 'on the second' });
    expect((await server.activities(first)).activities.map(({ text }) => text)).toEqual(['hello (it)']);
    expect((await server.activities(second)).activities.map(({ text }) => text)).toContain('echo: on the second');
  });

  test('goes on after a watermark without loss', async () => {
    const conversation = await server.opened();
    const texts = Array.from({ length: 15 }, (_, index) => `message ${String(index)}`);
    const seen: (string | undefined)[] = [];
    let watermark = '1';
    for (const [index, text] of texts.entries()) {
      await server.tell(conversation, { type: 'message', text });
      if (index % 4 !== 0) continue;
      const set = await server.activities(conversation, watermark);
      seen.push(...set.activities.map((activity) => activity.text));
      ({ watermark } = set);
    }
    const rest = await server.activities(conversation, watermark);
    seen.push(...rest.activities.map(({ text }) => text));
    expect(seen).toEqual(texts.flatMap((text) => [text, `echo: ${text}`]));
    expect(await server.activities(conversation, rest.watermark)).toEqual({ activities: [], watermark: rest.watermark });
  });

  test('comes in parts of a hundred when it is long', async () => {
    const conversation = await server.opened('dl_amina');
    for (let index = 0; index < 250; index++) server.say('dl_amina', null, { text: String(index) });
    const lengths: number[] = [];
    for (let watermark = '0'; ;) {
      const set = await server.activities(conversation, watermark);
      if (set.activities.length === 0) break;
      lengths.push(set.activities.length);
      ({ watermark } = set);
    }
    expect(lengths).toEqual([100, 100, 51]);
  });

  test('is given a new token and the place to go on when it reconnects', async () => {
    const conversation = await server.opened();
    const response = await server.directLine(`/conversations/${conversation.conversationId}?watermark=7`, conversation.token);
    const { streamUrl } = (await response.json()) as StreamGrant;
    expect(response.status).toBe(200);
    expect(streamUrl).toContain(`/conversations/${conversation.conversationId}/stream?watermark=7&t=`);
    expect(streamUrl.replace(/^ws/, 'http').startsWith(server.url)).toBe(true);
  });

  test('has a session id', async () => {
    const { token } = await server.opened();
    const response = await server.directLine('/session/getsessionid', token, { headers: { Origin: 'https://partner.example' } });
    expect(await response.json()).toHaveProperty('sessionId');
    expect(response.headers.get('access-control-allow-origin')).toBe('https://partner.example');
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
  });
});

describe('what can not be taken is refused with a reason', () => {
  const cases: readonly (readonly [name: string, body: unknown, status: number, code: string, words: string])[] = [
    ['malformed JSON', '{"type":', 400, 'body-malformed', 'not valid JSON'],
    ['a body that is a list', [1, 2], 400, 'body-invalid', 'a list'],
    ['no type', {}, 400, 'body-invalid', "'type' is missing"],
    ['a type of the bot', { type: 'endOfConversation' }, 400, 'body-invalid', "'type' is 'endOfConversation'"],
    ['a type that is a number', { type: 7 }, 400, 'body-invalid', "'type' is not text"],
    ['text that is a number', { type: 'message', text: 7 }, 400, 'body-invalid', "'text' is a number"],
    ['a sender that is text', { type: 'message', text: 'a', from: 'me' }, 400, 'body-invalid', "'from' is text"],
    ['a locale that is a list', { type: 'message', text: 'a', locale: [] }, 400, 'body-invalid', "'locale' is a list"],
    ['channel data that is text', { type: 'message', text: 'a', channelData: 'x' }, 400, 'body-invalid', "'channelData' is text"],
    [
      'an id that is a number',
      { type: 'message', text: 'a', channelData: { clientActivityID: 7 } },
      400,
      'body-invalid',
      'clientActivityID',
    ],
    [
      'an id with a NUL',
      { type: 'message', text: 'a', channelData: { clientActivityID: 'a\0' } },
      400,
      'body-invalid',
      'clientActivityID',
    ],
    ['an event without a name', { type: 'event' }, 400, 'body-invalid', "'name' is missing"],
    ['an empty message', { type: 'message', text: ' \n ' }, 400, 'body-invalid', 'The message is empty'],
    ['a value nested deep', { type: 'event', name: 'a', value: nested(200) }, 400, 'body-invalid', 'nested'],
    [
      'a value nested very deep',
      `{"type":"event","name":"a","value":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      400,
      'body-invalid',
      'nested',
    ],
    ['4,097 characters', { type: 'message', text: 'a'.repeat(4097) }, 413, 'text-too-long', '4097 characters'],
    ['10,000 emoji', { type: 'message', text: '😀'.repeat(10_000) }, 413, 'text-too-long', '20000 characters'],
    ['a huge body', { type: 'message', text: 'a'.repeat(2_000_000) }, 413, 'body-too-large', '65536 bytes'],
    ['a file', { type: 'message', text: 'a', attachments: [{ contentType: 'image/png' }] }, 415, 'body-type', '/upload'],
  ];

  test.each(cases)('%s', async (_name, body, status, code, words) => {
    const conversation = await server.opened();
    const fault = await faultOf(await server.tell(conversation, body));
    expect(fault).toMatchObject({ status, code });
    expect(fault.message).toContain(words);
    expect(server.received()).toEqual([]);
    expect((await server.tell(conversation, { type: 'message', text: 'still here' })).status).toBe(200);
  });

  test('another content type', async () => {
    const { conversationId, token } = await server.opened();
    const path = `/conversations/${conversationId}/activities`;
    const response = await server.directLine(path, token, {
      method: 'POST',
      body: 'hello',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(await faultOf(response)).toMatchObject({ status: 415, code: 'body-type' });
  });

  test('an upload', async () => {
    const { conversationId, token } = await server.opened();
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.png');
    const response = await server.directLine(`/conversations/${conversationId}/upload?userId=u`, token, {
      method: 'POST',
      body: form,
    });
    expect(await faultOf(response)).toMatchObject({ status: 415, code: 'body-type' });
  });

  test('exactly 4,096 characters are taken, and broken characters are mended', async () => {
    const conversation = await server.opened();
    expect((await server.tell(conversation, { type: 'message', text: '😀'.repeat(2048) })).status).toBe(200);
    await server.tell(conversation, '{"type":"message","text":"a\\ud83d\\u0000b"}');
    expect(server.received().at(-1)?.text).toBe('a\ufffdb');
  });

  test('a flood of one person, who may go on after a while', async () => {
    const conversation = await server.opened();
    const statuses: number[] = [];
    for (let index = 0; index < 22; index++)
      statuses.push((await server.tell(conversation, { type: 'message', text: 'x' })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await server.tell(await server.opened(), { type: 'message', text: 'another person' })).status).toBe(200);
    server.universe.advance(1_000);
    expect((await server.tell(conversation, { type: 'message', text: 'x' })).status).toBe(200);
  });
});

describe('pages of other sites', () => {
  const preflight = { Origin: 'https://any.example', 'Access-Control-Request-Method': 'POST' };

  test('may ask, and need not ask again for two hours', async () => {
    const response = await server.directLine('/conversations/x/activities', null, { method: 'OPTIONS', headers: preflight });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-max-age')).toBe('7200');
    expect(response.headers.get('access-control-allow-headers')).toContain('X-Ms-Bot-Agent');
  });

  test.each(['{"type":', '{"type":"message","text":"hello"}'])('can read why they were refused: %s', async (body) => {
    const response = await server.directLine('/conversations/x/activities', 'garbled', {
      method: 'POST',
      body,
      headers: preflight,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['https://trusted.example', 200],
    [undefined, 200],
    ['https://evil.example', 403],
    ['null', 403],
  ])('work only where the token trusts them: %s', async (origin, status) => {
    const { token } = await server.generate({ trustedOrigins: ['https://trusted.example'] });
    await server.directLine('/conversations', token, { method: 'POST' });
    const headers = origin === undefined ? {} : { Origin: origin };
    const response = await server.directLine('/conversations', token, { method: 'POST', headers });
    expect(response.status).toBe(status);
  });
});

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let index = 0; index < depth; index++) value = { value };
  return value;
}

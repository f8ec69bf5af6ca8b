import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatStart } from '../../../src/channels/web-chat/chat-start.ts';
import type { StreamGrant } from '../../../src/channels/web-chat/grants.ts';
import { openStream } from '../../support/stream-client.ts';
import { rawGet } from '../../support/raw-get.ts';
import { startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  server = await startWebChatServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
});

const say = (conversation: StreamGrant, text: string): Promise<Response> => server.tell(conversation, { type: 'message', text });

async function statusOf(url: string, origin?: string): Promise<string> {
  try {
    await openStream(url, origin === undefined ? {} : { Origin: origin });
    return '101';
  } catch (error) {
    return (error as Error).message;
  }
}

async function reconnected({ conversationId, token }: StreamGrant, watermark: string): Promise<StreamGrant> {
  return (await (
    await server.directLine(`/conversations/${conversationId}?watermark=${watermark}`, token)
  ).json()) as StreamGrant;
}

test('brings what was said before, and then everything as it is said', async () => {
  const conversation = await server.opened('dl_amina');
  const stream = await openStream(conversation.streamUrl);
  await say(conversation, 'ciao');
  server.say('dl_amina', null, { text: 'later' });
  expect(await stream.texts(4)).toEqual(['hello (it)', 'ciao', 'echo: ciao', 'later']);
  expect(stream.watermark()).toBe('4');
});

test('loses nothing and repeats nothing when the line drops again and again', async () => {
  let conversation = await server.opened('dl_amina');
  let stream = await openStream(conversation.streamUrl);
  const seen: (string | undefined)[] = [...(await stream.texts(1))];
  for (let round = 0; round < 10; round++) {
    const watermark = stream.watermark();
    stream.drop();
    server.say('dl_amina', null, { text: `while away ${String(round)}` });
    conversation = await reconnected(conversation, watermark);
    stream = await openStream(conversation.streamUrl);
    server.say('dl_amina', null, { text: `while here ${String(round)}` });
    seen.push(...(await stream.texts(2)));
  }
  const rounds = Array.from({ length: 10 }, (_, round) => [`while away ${String(round)}`, `while here ${String(round)}`]);
  expect(seen).toEqual(['hello (it)', ...rounds.flat()]);
});

test('brings a long absence in order', async () => {
  const conversation = await server.opened('dl_amina');
  for (let index = 0; index < 350; index++) server.say('dl_amina', null, { text: String(index) });
  const stream = await openStream(conversation.streamUrl);
  expect(await stream.texts(351)).toEqual(['hello (it)', ...Array.from({ length: 350 }, (_, index) => String(index))]);
});

test('shows neither notes nor what was said elsewhere', async () => {
  const [conversation, elsewhere] = [await server.opened('dl_amina'), await server.opened('dl_amina')];
  const stream = await openStream(conversation.streamUrl);
  server.say('dl_amina', null, { text: 'a note' }, 'note');
  await say(elsewhere, 'elsewhere');
  await say(conversation, 'here');
  expect(await stream.texts(3)).toEqual(['hello (it)', 'here', 'echo: here']);
});

test('of one page that came back takes over from the older one, which no longer answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const conversation = await server.opened();
  const older = await openStream(conversation.streamUrl, {}, { isDeaf: true });
  const newer = await openStream((await reconnected(conversation, '1')).streamUrl);
  vi.advanceTimersByTime(5_000);
  expect(await older.closed).toMatchObject({ code: 1006 });
  await say(conversation, 'ciao');
  expect(await newer.texts(2)).toEqual(['ciao', 'echo: ciao']);
});

test('of two pages with one token both go on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const conversation = await server.opened();
  const first = await openStream(conversation.streamUrl);
  const second = await openStream((await reconnected(conversation, '1')).streamUrl);
  await first.pinged;
  await say(conversation, 'ciao');
  expect(await first.texts(3)).toEqual(['hello (it)', 'ciao', 'echo: ciao']);
  vi.advanceTimersByTime(5_000);
  await say(conversation, 'grazie');
  expect(await first.texts(5)).toHaveLength(5);
  expect(await second.texts(4)).toHaveLength(4);
});

test('of two tabs both go on', async () => {
  const first = (await (await server.post('/chat/start', {})).json()) as ChatStart;
  const second = (await (await server.post('/chat/start', { visitor: first.visitor })).json()) as ChatStart;
  expect(second.conversationId).toBe(first.conversationId);
  const tabs = [await openStream(first.streamUrl), await openStream(second.streamUrl)];
  await say({ ...second, expires_in: 0 }, 'from the second tab');
  const both = await Promise.all(tabs.map((tab) => tab.texts(2)));
  expect(both[0]).toEqual(['from the second tab', 'echo: from the second tab']);
  expect(both[1]).toEqual(both[0]);
});

test('of the ninth tab closes the one that was opened first', async () => {
  const { token } = await server.generate();
  const start = async (): Promise<StreamGrant> =>
    (await (await server.directLine('/conversations', token, { method: 'POST' })).json()) as StreamGrant;
  const first = await openStream((await start()).streamUrl);
  for (let count = 2; count <= 9; count++) await openStream((await start()).streamUrl);
  expect((await first.closed).reason).toBe('too many open pages');
});

test('takes empty frames as a sign of life', async () => {
  const conversation = await server.opened();
  const stream = await openStream(conversation.streamUrl);
  stream.send('');
  await say(conversation, 'ciao');
  expect(await stream.texts(3)).toHaveLength(3);
});

test('ends with the service, so that clients come back', async () => {
  const stream = await openStream((await server.opened()).streamUrl);
  await server.stop();
  expect((await stream.closed).code).toBe(1001);
  server = await startWebChatServer();
});

test('is refused as the rest of the service refuses', async () => {
  const [mine, other] = [await server.opened('dl_amina'), await server.opened('dl_bilal')];
  const trusted = await server.generate({ trustedOrigins: ['https://trusted.example'] });
  await server.directLine('/conversations', trusted.token, { method: 'POST' });
  const urlOf = (conversation: string, token: string): string =>
    `${server.url.replace('http', 'ws')}/v3/directline/conversations/${conversation}/stream?watermark=&t=${token}`;
  expect(await statusOf(urlOf(mine.conversationId, ''))).toBe('401');
  expect(await statusOf(urlOf(mine.conversationId, 'garbled'))).toBe('401');
  expect(await statusOf(urlOf(other.conversationId, mine.token))).toBe('403');
  expect(await statusOf(urlOf('%E0%A4', mine.token))).toBe('400');
  expect(await statusOf(urlOf(trusted.conversationId, trusted.token), 'https://evil.example')).toBe('403');
  expect(await statusOf(urlOf(trusted.conversationId, trusted.token), 'https://trusted.example')).toBe('101');
  server.forget('dl_amina');
  expect(await statusOf(urlOf(mine.conversationId, mine.token))).toBe('404');
  server.universe.advance(31 * 60_000);
  expect(await statusOf(urlOf(other.conversationId, other.token))).toBe('403');
  expect(await statusOf(`${server.url.replace('http', 'ws')}/elsewhere`)).toBe('404');
});

test.each(['//', '/%', '/v3/directline/conversations/%/stream', '/v3/directline/conversations/x/stream?t=%'])(
  'an address made to break the server does not: %s',
  async (path) => {
    const answer = await rawGet(server.url, path, 'Connection: Upgrade\r\nUpgrade: websocket\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  },
);

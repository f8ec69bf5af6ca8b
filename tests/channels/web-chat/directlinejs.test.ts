import { DirectLine } from 'botframework-directlinejs';
import type { Activity } from 'botframework-directlinejs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';
import { XmlHttpRequest } from '../../support/xml-http-request.ts';

let server: WebChatServer;
let clients: DirectLine[];
let ended: string[];
beforeEach(async () => {
  Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest });
  clients = [];
  ended = [];
  server = await startWebChatServer();
});
afterEach(async () => {
  for (const client of clients) client.end();
  await server.stop();
});

interface Client {
  send(activity: object): Promise<string>;
  /** Waits until so many activities came. */
  came(count: number): Promise<readonly Activity[]>;
  readonly line: DirectLine;
}

function connect(options: { token: string; webSocket: boolean; conversationId?: string; watermark?: string }): Client {
  const line = new DirectLine({ ...options, domain: `${server.url}/v3/directline`, pollingInterval: 200 });
  clients.push(line);
  const came: Activity[] = [];
  const waiting = new Set<() => void>();
  const endings = ended;
  line.activity$.subscribe(
    (activity) => {
      came.push(activity);
      for (const check of waiting) check();
    },
    (error: Error) => endings.push(error.message),
  );
  return {
    line,
    send: (activity) => line.postActivity({ from: { id: 'me' }, ...activity } as Activity).toPromise(),
    came: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (came.length >= count) resolve([...came]);
        };
        waiting.add(check);
        check();
      }),
  };
}

describe.each([
  ['over a WebSocket', true],
  ['by polling', false],
])('botframework-directlinejs, unmodified, %s', (_name, webSocket) => {
  test('is greeted, asks and gets its answer, in order', async () => {
    const { token } = await server.generate({ user: { id: 'dl_amina' } });
    const client = connect({ token, webSocket });
    await client.came(1);
    const id = await client.send({ type: 'message', text: 'ciao' });
    const said = await client.came(3);
    expect(said.map((activity) => (activity as { text?: string }).text)).toEqual(['hello (no locale)', 'ciao', 'echo: ciao']);
    expect(said[1]).toMatchObject({ id, from: { id: 'dl_amina', role: 'user' } });
    expect(said[2]).toMatchObject({ from: { role: 'bot' }, replyToId: id });
    expect(ended).toEqual([]);
  });

  test('takes an old conversation up again where it was', async () => {
    const conversation = await server.opened();
    await server.tell(conversation, { type: 'message', text: 'before' });
    const { conversationId, token } = conversation;
    const client = connect({ token, conversationId, watermark: '2', webSocket });
    const said = await client.came(1);
    expect(said.map((activity) => (activity as { text?: string }).text)).toEqual(['echo: before']);
  });

  test('is told apart: retry when the token expired, an error when the message can not be taken', async () => {
    const { token } = await server.generate();
    const client = connect({ token, webSocket });
    await client.came(1);
    await expect(client.send({ type: 'message', text: 'a'.repeat(5_000) })).rejects.toMatchObject({ status: 413 });
    server.universe.advance(31 * 60_000);
    expect(await client.send({ type: 'message', text: 'late' })).toBe('retry');
  });

  test('sends typing and events, and gets a session id', async () => {
    const { token } = await server.generate();
    const client = connect({ token, webSocket });
    await client.came(1);
    await client.send({ type: 'typing' });
    await client.send({ type: 'event', name: 'webchat/join', value: { language: 'it' } });
    expect(server.received()).toMatchObject([{ type: 'event', name: 'webchat/join', value: { language: 'it' } }]);
    expect(await client.line.getSessionId().toPromise()).toMatch(/\S/);
  });
});

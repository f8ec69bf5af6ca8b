import { afterEach, beforeEach, expect, test } from 'vitest';
import { png } from '../../support/files.ts';
import { startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  const picture = png();
  server = await startWebChatServer({
    openMedia: () => Promise.resolve({ bytes: picture, contentType: 'image/png', name: "o'permit.png" }),
  });
});
afterEach(() => server.stop());

const text = (value: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(value, 'latin1'));
const picture = (): Uint8Array<ArrayBuffer> => new Uint8Array(png());

async function upload(
  body: string | FormData | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { conversationId, token } = await server.opened();
  return server.directLine(`/conversations/${conversationId}/upload?userId=u`, token, { method: 'POST', body, headers });
}

function form(bytes: Uint8Array<ArrayBuffer>, name = 'x.png', activity = '{"type":"message","text":"my permit"}'): FormData {
  const made = new FormData();
  made.set('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
  made.set('file', new Blob([bytes], { type: 'image/png' }), name);
  return made;
}

test('a file in a form comes with its words, and its bytes are read under a signed address', async () => {
  expect((await upload(form(picture()))).status).toBe(200);
  const [item] = server.received();
  expect(item).toMatchObject({
    text: 'my permit',
    attachments: [{ contentType: 'image/png', contentUrl: 'media:m1' }],
  });
  const { activities } = await server.activities(await server.opened('somebody'));
  expect(JSON.stringify(activities)).not.toContain('media:');
});

test('a file may be the body itself', async () => {
  const response = await upload(picture(), {
    'Content-Type': 'image/png',
    'Content-Disposition': 'name="file"; filename="a.png"',
  });
  expect(response.status).toBe(200);
  expect(server.received()[0]?.attachments).toEqual([{ contentType: 'image/png', contentUrl: 'media:m1', name: 'a.png' }]);
});

test.each([
  ['SVG', form(text('<svg xmlns="http://www.w3.org/2000/svg"/>')), 415],
  ['HTML', form(text('<!doctype html><script>alert(1)</script>')), 415],
  ['a picture that is a page', form(text('GIF89a\u0001\0\u0001\0<script>alert(1)</script>')), 415],
  ['a picture of 60,000 by 60,000 dots', form(new Uint8Array(png(60_000, 60_000))), 415],
  ['an archive', form(text('PK\u0003\u0004')), 415],
  ['more than 10 MB', form(new Uint8Array(10 * 1024 * 1024 + 1)), 413],
  ['words that are no JSON', form(picture(), 'x.png', '{'), 400],
  ['nothing', '', 400],
] as const)('%s is refused, and nothing is said', async (_what, body, status) => {
  expect((await upload(body)).status).toBe(status);
  expect(server.received()).toEqual([]);
});

test('a form of other bytes than its boundary says is refused', async () => {
  const response = await upload('--a\r\nnonsense', { 'Content-Type': 'multipart/form-data; boundary=b' });
  expect(response.status).toBe(400);
});

test.each(['', '?exp=9999999999&proof=', '?exp=9999999999&proof=AAAA', '?exp=1&proof=x'])(
  'a file is not handed out without a proof of ours: %j',
  async (query) => {
    const { conversationId } = await server.opened();
    expect((await fetch(`${server.url}/v3/directline/conversations/${conversationId}/files/m1${query}`)).status).toBe(404);
  },
);

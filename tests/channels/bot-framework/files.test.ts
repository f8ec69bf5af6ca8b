import type { Activity as WireActivity } from 'botbuilder';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { filesIn } from '../../../src/channels/bot-framework/file-source.ts';
import { createMediaFetch } from '../../../src/channels/bot-framework/fetch-media.ts';
import type { MediaFile } from '../../../src/domain/media.ts';
import type { OutboxMessage } from '../../../src/domain/outbox.ts';
import { callerOn, openBotFramework } from '../../support/bot-framework-client.ts';
import type { ConnectorServer } from '../../support/connector-server.ts';
import { openConnectorServer } from '../../support/connector-server.ts';
import { png } from '../../support/files.ts';
import type { TestInside } from '../../support/inside.ts';

vi.setConfig({ testTimeout: 20_000 });
const service = 'https://smba.trafficmanager.net/emea/';
const taken = (attachments: readonly object[], serviceUrl = service): unknown =>
  filesIn({ attachments, serviceUrl } as unknown as WireActivity);
const teamsFile = 'application/vnd.microsoft.teams.file.download.info';

describe('a file is looked for', () => {
  test.each([
    ['at the service that called us', `${service}v3/attachments/1/views/original`, 'service'],
    ['at SharePoint', 'https://foundation.sharepoint.com/personal/amina/download.aspx?x=1', 'open'],
    ['at nobody’s whom the sender names', 'https://mallory.example/file', null],
    ['at no look-alike', 'https://sharepoint.com.mallory.example/file', null],
    ['at no machine inside', 'https://169.254.169.254/latest', null],
    ['at no machine inside without a lock', 'http://10.0.0.1/file', null],
    ['in no file of ours', 'file:///etc/passwd', null],
    ['in no other channel', 'telegram:abc', null],
    ['where it is no address', 'nonsense', null],
  ])('%s', (_what, contentUrl, at) => {
    const found = at === null ? {} : { contentUrl: `bot-framework:${at} ${contentUrl}` };
    expect(taken([{ contentType: 'image/png', contentUrl }])).toEqual([{ contentType: 'image/png', ...found }]);
  });

  test('where Teams says, by what it says it is', () => {
    const content = { downloadUrl: 'https://foundation.sharepoint.com/f?k=1', uniqueId: 'u', fileType: 'PDF' };
    expect(taken([{ contentType: teamsFile, contentUrl: 'https://mallory.example', content, name: 'form.pdf' }])).toEqual([
      {
        contentType: 'application/pdf',
        contentUrl: 'bot-framework:open https://foundation.sharepoint.com/f?k=1',
        name: 'form.pdf',
      },
    ]);
  });

  test('for each of several, and for no more than four', () => {
    const picture = { contentType: 'image/png', contentUrl: `${service}v3/attachments/1` };
    expect(taken([picture, picture])).toHaveLength(2);
    expect(taken(Array.from({ length: 9 }, () => picture))).toHaveLength(4);
  });

  test.each([
    ['the markup of a text', { contentType: 'text/html', content: '<p>hello</p>' }],
    ['a card', { contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
    ['no type', { content: 1 }],
  ])('not in %s', (_what, attachment) => {
    expect(taken([attachment])).toEqual([]);
  });
});

describe('a file is fetched', () => {
  let server: ConnectorServer;
  beforeEach(async () => {
    server = await openConnectorServer();
    server.files.set('/file', png());
  });
  afterEach(() => server.close());
  const fetchMedia = createMediaFetch({ authorization: () => Promise.resolve('Bearer a-token-for-the-connector') });

  test('from the service with our token', async () => {
    const file = await fetchMedia(`bot-framework:service ${server.url}/file`, 10_000);
    expect(Buffer.from(file?.bytes ?? []).equals(png())).toBe(true);
  });

  test('from anywhere else without it', async () => {
    await expect(fetchMedia(`bot-framework:open ${server.url}/file`, 10_000)).rejects.toThrow('answered 401');
    expect(server.fileCalls).toEqual([null]);
  });

  test.each([
    ['it is larger than we keep', '/file', 10],
    ['it is not there any more', '/v3/nothing', 10_000],
  ])('not where %s', async (_what, path, most) => {
    expect(await fetchMedia(`bot-framework:service ${server.url}${path}`, most)).toBeNull();
  });

  test.each(['telegram:abc', 'bot-framework:elsewhere https://mallory.example', 'https://mallory.example'])(
    'not from %s',
    async (address) => {
      expect(await fetchMedia(address, 10_000)).toBeNull();
      expect(server.fileCalls).toEqual([]);
    },
  );
});

describe('a mentor’s file', () => {
  let server: ConnectorServer;
  let inside: TestInside;
  beforeEach(async () => {
    server = await openConnectorServer();
  });
  afterEach(async () => {
    await inside.dispose();
    await server.close();
  });
  const patient = { timeout: 8_000 };
  const small = { bytes: png(), contentType: 'image/png', name: 'form.png' };
  const large = { bytes: Buffer.concat([png(), Buffer.alloc(200_000)]), contentType: 'image/png', name: 'form.png' };
  const paper = { bytes: Buffer.from('%PDF-1.4'), contentType: 'application/pdf', name: 'form.pdf' };

  /** To somebody who wrote on this channel before. */
  async function send(channelId: string, file: MediaFile): Promise<unknown> {
    inside = await openBotFramework(server, { openMedia: () => Promise.resolve(file) });
    await callerOn(() => inside, server, channelId).post({ text: 'hello' });
    await expect.poll(() => server.posted.length, patient).toBe(1);
    const address = { channel: 'bot-framework', account: channelId, externalUser: '29:amina', thread: 'a:1' };
    const attachments = [{ contentType: file.contentType, contentUrl: 'media:1' }];
    const activity = { type: 'message', text: '', attachments, channelId: 'bot-framework' } as const;
    const message = { id: 'm1', conversationId: 'c1', address, activity, kind: 'reply', attempts: 0, resends: 0 } as const;
    const channel = inside.channels.find(({ capabilities }) => capabilities.name === 'bot-framework');
    return channel?.send(message as unknown as OutboxMessage);
  }
  const fileShown = () => server.posted[1]?.activity.attachments?.[0];

  test.each(['msteams', 'emulator'])('goes inside its message on %s', async (channelId) => {
    await send(channelId, small);
    const inMessage = `data:image/png;base64,${small.bytes.toString('base64')}`;
    expect(fileShown()).toEqual({ contentType: 'image/png', name: 'form.png', contentUrl: inMessage });
  });

  test('too large for that is handed to the channel’s service before', async () => {
    await send('emulator', large);
    const address = fileShown()?.contentUrl ?? '';
    expect(address).toMatch(new RegExp(`^${server.url}/v3/attachments/`));
    expect(server.files.get(new URL(address).pathname)?.length).toBe(large.bytes.length);
  });

  test('that Teams does not take from a bot is refused with a sentence, and the person stays reachable', async () => {
    await expect(send('msteams', paper)).rejects.toMatchObject({
      code: 'send-refused',
      message: expect.stringContaining('Teams takes PNG, JPEG and GIF pictures of up to 1 MB'),
    });
    expect(inside.runs.map(({ type }) => type)).toEqual(['activity']);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Activity } from '../../../src/domain/activity.ts';
import { asEmulator, callerOn, openBotFramework } from '../../support/bot-framework-client.ts';
import type { Caller } from '../../support/bot-framework-client.ts';
import type { ConnectorServer } from '../../support/connector-server.ts';
import { openConnectorServer } from '../../support/connector-server.ts';
import type { TestInside } from '../../support/inside.ts';

let server: ConnectorServer;
let inside: TestInside;

beforeEach(async () => {
  server = await openConnectorServer();
});
afterEach(async () => {
  await inside.dispose();
  await server.close();
});

vi.setConfig({ testTimeout: 20_000 });
const patient = { timeout: 8_000 };
const texts = (): readonly (string | undefined)[] => server.posted.map(({ activity }) => activity.text);
const statusOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : answer;

describe('with an id', () => {
  let teams: Caller;
  beforeEach(async () => {
    inside = await openBotFramework(server);
    teams = callerOn(() => inside, server);
  });

  test('who is signed is heard, and answered through the outbox, where and as whom the channel knows us', async () => {
    expect(statusOf(await teams.post({ text: 'hello' }))).toBe(200);
    await expect.poll(texts, patient).toEqual(['echo hello']);
    expect(server.posted[0]).toMatchObject({
      conversation: 'a:1',
      authorization: 'Bearer a-token-for-the-connector',
      activity: { from: { id: '28:bot' }, textFormat: 'markdown' },
    });
  });

  test.each([
    ['no token', { headers: { host: 'chat.example' } }],
    ['a token that is none', { headers: { authorization: 'Bearer x.y.z' } }],
    ['no bearer', { headers: { authorization: 'Basic abc' } }],
  ])('%s is 401, and nothing is stored', async (_what, over) => {
    expect(await teams.post({ text: 'hello' }, over)).toBe('token-missing');
    expect(inside.runs).toEqual([]);
  });

  test.each([
    ['another bot', { aud: 'somebody-else' }],
    ['another issuer', { iss: 'https://mallory.example' }],
    ['another service', { serviceurl: 'https://mallory.example' }],
    ['the past', { exp: 1, nbf: 0 }],
  ])('a token for %s is 401', async (_what, claims) => {
    expect(await teams.post({ text: 'hello' }, { headers: { authorization: server.token(claims) } })).toBe('token-missing');
    expect(inside.runs).toEqual([]);
    expect(inside.logged.join()).not.toContain('Bearer');
  });

  test('a valid token can’t make us speak to another server than the one it names', async () => {
    expect(await teams.post({ text: 'hello', serviceUrl: 'http://169.254.169.254/' })).toBe('token-missing');
    expect(server.posted).toEqual([]);
  });

  test('the same activity posted three times is answered once', async () => {
    for (let copy = 0; copy < 3; copy++) expect(statusOf(await teams.post({ id: 'same', text: 'hello' }))).toBe(200);
    await teams.post({ text: 'bye' });
    await expect.poll(texts, patient).toEqual(['echo hello', 'echo bye']);
  });

  test('invokes that we do not know are 501', async () => {
    expect(statusOf(await teams.post({ type: 'invoke', name: 'signin/verifyState', value: {} }))).toBe(501);
    expect(inside.runs).toEqual([]);
  });

  test('what has no words is no message', async () => {
    for (const type of ['typing', 'messageReaction', 'endOfConversation', 'event', 'trace']) {
      expect(statusOf(await teams.post({ type, text: '' }))).toBe(200);
    }
    expect(statusOf(await teams.post({ text: '', attachments: [{ contentType: 'text/html', content: '<p></p>' }] }))).toBe(200);
    expect(inside.runs).toEqual([]);
  });

  test.each([
    [{ from: undefined }],
    [{ conversation: 'x' }],
    [{ serviceUrl: 'no address' }],
    [{ recipient: { id: 5 } }],
    [{ channelId: '' }],
    [{ type: 7 }],
  ])('a misshapen activity is 400: %j', async (fields) => {
    expect(await teams.post({ text: 'hello', ...fields })).toBe('body-invalid');
  });

  test.each([
    [{ text: 5 }],
    [{ attachments: 'x', entities: 'y', text: 'ok' }],
    [{ attachments: [null], text: 'ok' }],
    [{ entities: [null, 5], text: 'ok' }],
    [{ value: { deep: [1] }, text: '\uD800\0' }],
    [{ type: 'conversationUpdate', membersAdded: [null] }],
    [{ membersAdded: 5, type: 'conversationUpdate' }],
  ])('odd fields beside the ones we need hold nobody up: %j', async (fields) => {
    expect([200, 'body-invalid']).toContain(statusOf(await teams.post(fields)));
    await teams.post({ text: 'still here' });
    await expect.poll(() => texts().at(-1), patient).toBe('echo still here');
  });

  test('somebody who opens the chat is greeted once, the bot’s own coming is not an opening in a group', async () => {
    const members = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] };
    await teams.post({ ...members, conversation: { id: '19:group', isGroup: true } });
    await teams.post(members);
    await expect.poll(texts, patient).toEqual(['echo /start']);
  });

  test('in a group the bot’s name is none of the words', async () => {
    const mention = { type: 'mention', text: '<at>Sportello</at>', mentioned: { id: '28:bot', name: 'Sportello' } };
    await teams.post({
      text: '<at>Sportello</at> can I open a shop',
      entities: [mention],
      conversation: { id: 'g', isGroup: true },
    });
    await expect.poll(texts, patient).toEqual(['echo can I open a shop']);
  });

  test('whoever was heard before a restart is spoken to after it', async () => {
    await teams.post({ text: 'hello' });
    await expect.poll(texts, patient).toEqual(['echo hello']);
    inside = await inside.restart();
    await inside.start();
    const kept = await inside.store.read(({ people }) =>
      people.placeOf({ channel: 'bot-framework', account: 'msteams', externalUser: '29:amina', thread: 'a:1' }),
    );
    expect(JSON.parse(kept ?? 'null')).toMatchObject({ serviceUrl: server.url, bot: { id: '28:bot' } });
    expect(kept).not.toContain('Amina');
  });

  test('429 is waited out, not counted and not early', async () => {
    server.failures.push({ status: 429, retryAfter: 3 });
    await teams.post({ text: 'hello' });
    await expect.poll(() => inside.logged.includes('message not sent'), patient).toBe(true);
    inside.universe.advance(2_900);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(server.posted).toEqual([]);
    inside.universe.advance(200);
    await expect.poll(texts, patient).toEqual(['echo hello']);
  });

  test('a channel that refuses for good ends the subscription there', async () => {
    server.failures.push({ status: 403 });
    await teams.post({ text: 'hello' });
    const events = (): readonly unknown[] => inside.runs.map((run) => (run.type === 'activity' ? run.activity.name : null));
    await expect.poll(() => events().includes('left'), patient).toBe(true);
  });

  test('a password that is no longer accepted shows in the channel’s health', async () => {
    server.failures.push({ status: 401 });
    await teams.post({ text: 'hello' });
    const health = () => inside.channelStates.list(true).find(({ channel }) => channel === 'bot-framework');
    await expect.poll(() => health()?.reason, patient).toBe('token-refused');
  });
});

describe('buttons', () => {
  const withButtons: Activity = {
    type: 'message',
    text: 'Which?',
    suggestedActions: { actions: [{ type: 'postBack', title: 'Yes', value: 'ask.step.yes' }] },
  };
  const engine = {
    run: (_input: unknown, context: { readonly state: never }) => ({
      state: context.state,
      effects: [],
      replies: [withButtons],
      outcome: null,
      faults: [],
    }),
  };

  test.each([
    [
      'msteams',
      { attachments: [{ content: { buttons: [{ type: 'messageBack', title: 'Yes', value: { sportello: 'ask.step.yes' } }] } }] },
    ],
    ['emulator', { suggestedActions: { actions: [{ type: 'messageBack', title: 'Yes', value: 'ask.step.yes' }] } }],
  ])('come on %s as it shows them, and bring their value back', async (channelId, shape) => {
    const heard: unknown[] = [];
    const listening = {
      run: (input: { readonly activity?: Activity }, context: { readonly state: never }) => {
        heard.push(input.activity?.value);
        return engine.run(input, context);
      },
    };
    inside = await openBotFramework(server, {}, { engine: listening as never });
    const person = callerOn(() => inside, server, channelId);
    await person.post({ text: 'hello' });
    await expect.poll(() => server.posted.map(({ activity }) => activity), patient).toMatchObject([shape]);
    const value = channelId === 'msteams' ? { sportello: 'ask.step.yes' } : 'ask.step.yes';
    await person.post({ text: 'Yes', value });
    await expect.poll(() => heard.at(-1), patient).toBe('ask.step.yes');
  });
});

describe('without an id', () => {
  test('it is off, and there is no address to post to', async () => {
    inside = await openBotFramework(server, { appId: null, appPassword: null });
    expect(await callerOn(() => inside, server).post({ text: 'hello' })).toBe('no route');
    expect(inside.channelStates.list(true).at(-1)).toMatchObject({ state: 'off', params: { setting: 'MICROSOFT_APP_ID' } });
  });

  test('an id without its password is off, too', async () => {
    inside = await openBotFramework(server, { appPassword: null });
    expect(inside.channelStates.list(true).at(-1)).toMatchObject({ state: 'off', params: { setting: 'MICROSOFT_APP_PASSWORD' } });
  });

  test('the Emulator on this machine is heard and answered', async () => {
    inside = await openBotFramework(server, { ...asEmulator, authentication: undefined as never });
    expect(statusOf(await callerOn(() => inside, server, 'emulator', false).post({ text: 'hello' }))).toBe(200);
    await expect.poll(texts, patient).toEqual(['echo hello']);
  });

  test.each([
    ['from another machine', { ip: '192.168.1.7' }, {}],
    ['through a proxy on this machine', { headers: { host: '127.0.0.1:3000', 'x-forwarded-for': '1.2.3.4' } }, {}],
    ['under another name', { headers: { host: 'chat.example' } }, {}],
    ['to be answered elsewhere', {}, { serviceUrl: 'http://169.254.169.254/latest' }],
    ['to be answered at a look-alike', {}, { serviceUrl: 'http://127.0.0.1.mallory.example/' }],
    ['to be answered by a name before an @', {}, { serviceUrl: 'http://localhost@mallory.example/' }],
  ])('nobody else is: %s', async (_how, over, fields) => {
    inside = await openBotFramework(server, { ...asEmulator, authentication: undefined as never });
    expect(await callerOn(() => inside, server, 'emulator', false).post({ text: 'hello', ...fields }, over)).toBe(
      'token-missing',
    );
    expect(inside.runs).toEqual([]);
  });
});

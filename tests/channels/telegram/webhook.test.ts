import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Route } from '../../../src/ports/channel.ts';
import type { TestInside } from '../../support/inside.ts';
import type { TelegramApi } from '../../support/telegram-api.ts';
import { openTelegramApi } from '../../support/telegram-api.ts';
import { openTelegramBot } from '../../support/telegram-bot.ts';

const secret = 'a-secret-of-the-webhook';

let api: TelegramApi;
let bot: TestInside;

beforeEach(async () => {
  api = await openTelegramApi();
  bot = await openTelegramBot(api, { telegram: { webhookSecret: secret, publicUrl: 'https://chat.example' } });
});
afterEach(async () => {
  const closed = bot.dispose();
  await api.close();
  await closed;
});

function route(): Route {
  const found = bot.channels.flatMap(({ routes }) => routes).find(({ path }) => path === '/webhooks/telegram');
  if (found === undefined) throw new Error('no webhook');
  return found;
}

async function post(body: unknown, given = secret): Promise<number | string> {
  const headers = { 'x-telegram-bot-api-secret-token': given };
  try {
    return (await route().handle({ params: {}, query: {}, headers, body, ip: '127.0.0.1', origin: 'https://chat.example' }))
      .status;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const amina = { id: 42, is_bot: false, first_name: 'Amina' };
const update = (id: number, text: string) => ({
  update_id: id,
  message: { message_id: id, date: 1, chat: { id: 42, type: 'private' }, from: amina, text },
});

test('is registered with its secret, and nothing is polled', async () => {
  await expect
    .poll(() => api.callsOf('setWebhook').map(({ params }) => params['url']))
    .toEqual(['https://chat.example/webhooks/telegram']);
  expect(api.callsOf('setWebhook')[0]?.params['secret_token']).toBe(secret);
  expect(api.callsOf('getUpdates')).toEqual([]);
});

test('takes updates, each once however often it is posted', async () => {
  expect(await Promise.all([post(update(1, 'hello')), post(update(1, 'hello')), post(update(1, 'hello'))])).toEqual([
    200, 200, 200,
  ]);
  expect(await post(update(2, 'bye'))).toBe(200);
  await expect.poll(() => api.texts()).toEqual(['echo hello', 'echo bye']);
});

test.each([
  ['a wrong secret', update(1, 'x'), 'not-the-secret', 'token-missing'],
  ['no secret', update(1, 'x'), '', 'token-missing'],
  ['no update', { hello: 1 }, secret, 'body-invalid'],
  ['a list', [update(1, 'x')], secret, 'body-invalid'],
])('refuses %s', async (_what, body, given, code) => {
  expect(await post(body, given)).toBe(code);
  expect(bot.runs).toEqual([]);
});

test.each([
  { message: null },
  { message: { from: amina, chat: null } },
  { message: { from: amina, chat: { id: 42, type: 'private' }, text: 5 } },
  { message: { from: amina, chat: { id: 42, type: 'private' }, photo: 'x', text: '\uD800\0' } },
  { edited_message: 'x' },
  { callback_query: { data: 7, from: 1, message: {} } },
  { callback_query: null },
  { callback_query: { id: 'q', data: 'x', from: amina, message: null } },
  { my_chat_member: {} },
])('answers 200 to a misshapen update, so that it does not come for ever: %j', async (fields) => {
  expect(await post({ update_id: 5, ...fields })).toBe(200);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelHealth } from '../../../src/domain/channel-health.ts';
import type { TestInside } from '../../support/inside.ts';
import { message, transcriptOf } from '../../support/inside.ts';
import type { TelegramApi } from '../../support/telegram-api.ts';
import { openTelegramApi } from '../../support/telegram-api.ts';
import type { TelegramBotOptions } from '../../support/telegram-bot.ts';
import { openTelegramBot } from '../../support/telegram-bot.ts';

let api: TelegramApi;
let bot: TestInside | null = null;

beforeEach(async () => {
  api = await openTelegramApi();
});
afterEach(async () => {
  const closed = bot?.dispose();
  await api.close();
  await closed;
  bot = null;
});

const patient = { timeout: 8_000 };

async function open(telegram: TelegramBotOptions['telegram'] = {}): Promise<TestInside> {
  bot = await openTelegramBot(api, { telegram: { lookMs: 50, ...telegram } });
  return bot;
}

function health(): ChannelHealth | undefined {
  return bot?.channelStates.list(true).find(({ channel }) => channel === 'telegram');
}

async function expectHealth(state: string, reason: string | null = null): Promise<void> {
  await expect.poll(() => [health()?.state, health()?.reason], patient).toEqual([state, reason]);
}

const callsOf = (method: string): number => api.callsOf(method).length;

async function expectTheRestRuns(inside: TestInside): Promise<void> {
  const [receipt] = await inside.inbox.receive([message('still here?', { user: 'web', key: String(inside.universe.now()) })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
  expect((await transcriptOf(inside, receipt?.conversationId ?? '')).at(-1)).toBe('bot: echo still here?');
}

test('without a token it is off, names the setting, and calls nobody', async () => {
  const inside = await open({ token: null });
  await expectHealth('off', 'setting-missing');
  expect(health()?.params).toEqual({ setting: 'TELEGRAM_BOT_TOKEN' });
  await expectTheRestRuns(inside);
  expect(api.calls).toEqual([]);
});

test('a wrong token needs a person; once it is accepted the channel works by itself', async () => {
  const inside = await open({ token: '1:wrong' });
  await expectHealth('needs-a-person', 'token-refused');
  await expectTheRestRuns(inside);
  expect(JSON.stringify([health(), inside.logged])).not.toContain('1:wrong');
  api.accept('1:wrong');
  await expectHealth('healthy');
});

test('a token that is taken back while it runs is noticed by the poll, and what is written meanwhile is answered after', async () => {
  const inside = await open();
  await expectHealth('healthy');
  api.accept('another:one');
  await expectHealth('needs-a-person', 'token-refused');
  await expectTheRestRuns(inside);
  api.say('anybody there?');
  api.accept(api.token);
  await expectHealth('healthy');
  await expect.poll(() => api.texts(), patient).toEqual(['echo anybody there?']);
});

test('a token that is taken back is noticed by a bot that is only called, too', async () => {
  await open({ webhookSecret: 'a-secret-of-the-webhook', publicUrl: 'https://chat.example' });
  await expectHealth('healthy');
  api.accept('another:one');
  await expectHealth('needs-a-person', 'token-refused');
  api.accept(api.token);
  await expectHealth('healthy');
  expect([callsOf('setWebhook'), callsOf('getUpdates')]).toEqual([2, 0]);
});

test('a second program that polls degrades it until that one stops', async () => {
  await open();
  await expectHealth('healthy');
  const conflict = { code: 409, description: 'Conflict: terminated by other getUpdates request' };
  api.failNext('getUpdates', conflict);
  api.failNext('getUpdates', conflict);
  api.say('hello');
  await expectHealth('degraded', 'polled-elsewhere');
  await expect.poll(() => api.texts(), patient).toEqual(['echo hello']);
  await expectHealth('healthy');
});

test('a line that is cut degrades it, then it is down, then it comes back and catches up', async () => {
  const inside = await open();
  await expectHealth('healthy');
  api.reach(false);
  await expectHealth('degraded', 'unreachable');
  await expectHealth('down', 'unreachable');
  await expectTheRestRuns(inside);
  api.say('hello');
  api.reach(true);
  await expectHealth('healthy');
  await expect.poll(() => api.texts(), patient).toEqual(['echo hello']);
});

test('a Telegram that can’t be reached at the start is down at once, and begins by itself later', async () => {
  api.reach(false);
  const inside = await open();
  await expectHealth('down', 'unreachable');
  await expectTheRestRuns(inside);
  expect(callsOf('getMe')).toBe(0);
  api.reach(true);
  await expectHealth('healthy');
});

test('a webhook without an address of ours, or with one that Telegram does not take, needs a person', async () => {
  await open({ webhookSecret: 'a-secret-of-the-webhook' });
  await expectHealth('needs-a-person', 'setting-missing');
  expect(health()?.params).toEqual({ setting: 'PUBLIC_URL' });
  await bot?.dispose();
  api.failNext('setWebhook', { code: 400, description: 'Bad Request: bad webhook: An HTTPS URL must be provided' });
  await open({ webhookSecret: 'a-secret-of-the-webhook', publicUrl: 'http://chat.example', lookMs: 60_000 });
  await expectHealth('needs-a-person', 'webhook-refused');
  expect(health()?.params).toEqual({ answer: 'Bad Request: bad webhook: An HTTPS URL must be provided' });
});

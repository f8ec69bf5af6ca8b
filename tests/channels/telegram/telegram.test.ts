import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '../../../src/domain/activity.ts';
import type { Engine } from '../../../src/domain/engine.ts';
import type { TestInside } from '../../support/inside.ts';
import type { ShownMessage, TelegramApi } from '../../support/telegram-api.ts';
import { openTelegramApi } from '../../support/telegram-api.ts';
import { openTelegramBot } from '../../support/telegram-bot.ts';

const amina = { id: 42, is_bot: false, first_name: 'Amina', language_code: 'en' };
const chatOf = (id: number) => ({ id, type: 'private', first_name: 'Someone' });
const membership = { chat: chatOf(42), from: amina, date: 1, old_chat_member: { status: 'member', user: amina } };
const handed: Activity = { type: 'message', text: 'A mentor will answer', channelData: { sportello: { owner: 'queue' } } };
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

const patient = { timeout: 5_000 };
async function expectTexts(texts: readonly string[], chat?: number): Promise<void> {
  await expect.poll(() => api.texts(chat), patient).toEqual(texts);
}

async function expectLog(line: string): Promise<void> {
  await expect.poll(() => bot?.logged ?? [], patient).toContain(line);
}

const shown = (text: string): ShownMessage => {
  const found = api.shown.findLast((message) => message.text === text);
  if (found === undefined) throw new Error(`nobody was shown: ${text}`);
  return found;
};

/** Says what it heard, with two buttons under it. */
const withButtons: Engine = {
  run: (input, context) => {
    const { text = '', value = null } = input.type === 'activity' ? input.activity : {};
    const actions = ['Yes', 'No'].map((title) => ({
      type: 'postBack' as const,
      title,
      value: `ask.step.${title.toLowerCase()}`,
    }));
    const reply: Activity = {
      type: 'message',
      text: `${text}|${typeof value === 'string' ? value : 'null'}`,
      suggestedActions: { actions },
    };
    return { state: context.state, effects: [], replies: [reply], outcome: null, faults: [] };
  },
};

describe('updates', () => {
  test('are answered, and confirmed only by the request after they were stored', async () => {
    bot = await openTelegramBot(api);
    api.say('hello');
    await expectTexts(['echo hello']);
    await expect.poll(api.pending, patient).toBe(0);
    expect(api.callsOf('getUpdates').length).toBeLessThanOrEqual(3);
  });

  test('that can’t be stored stay unconfirmed and come again', async () => {
    let refusals = 0;
    bot = await openTelegramBot(api, {
      telegramInbox: (inbox) => ({
        receive: (items) => (refusals++ === 0 ? Promise.reject(new Error('disk full')) : inbox.receive(items)),
      }),
    });
    api.say('hello');
    await expectLog('telegram updates not fetched');
    expect(api.pending()).toBe(1);
    await expectTexts(['echo hello']);
  });

  test('that come twice are answered once', async () => {
    bot = await openTelegramBot(api);
    const id = api.say('hello');
    await expectTexts(['echo hello']);
    await expect.poll(api.pending, patient).toBe(0);
    api.update({ update_id: id, message: { message_id: 1, date: 1, chat: chatOf(42), from: amina, text: 'hello' } });
    api.say('bye');
    await expectTexts(['echo hello', 'echo bye']);
  });

  test('of kinds we do not know hold nobody up', async () => {
    bot = await openTelegramBot(api);
    api.update({ poll_answer: { poll_id: '1' } });
    api.update({ message: { message_id: 'x' } });
    api.update({ callback_query: { id: 7 } });
    api.say('hello');
    await expect.poll(() => api.texts(), patient).toEqual(['echo hello']);
  });

  test('wait while another program polls, and the log says so', async () => {
    api.failNext('getUpdates', { code: 409, description: 'Conflict: terminated by other getUpdates request' });
    bot = await openTelegramBot(api);
    api.say('hello');
    await expectTexts(['echo hello']);
    expect(bot.logged).toContain('telegram is polled by another program, too');
  });
});

describe('buttons', () => {
  test('bring their value, are answered once, and go away', async () => {
    bot = await openTelegramBot(api, { engine: withButtons });
    api.say('hello');
    await expectTexts(['hello|null']);
    const message = shown('hello|null');
    expect(message.keyboard.map(({ text }) => text)).toEqual(['Yes', 'No']);
    api.press({ ...message }, 'Yes');
    await expectTexts(['hello|null', 'Yes|ask.step.yes']);
    await expect.poll(() => message.keyboard, patient).toEqual([]);
    expect(api.callsOf('answerCallbackQuery').map(({ ok }) => ok)).toEqual([true]);
  });

  test('tapped twice before they went count once', async () => {
    bot = await openTelegramBot(api, { engine: withButtons });
    api.say('hello');
    await expectTexts(['hello|null']);
    const message = { ...shown('hello|null') };
    api.press(message, 'Yes');
    api.press(message, 'Yes');
    await expect.poll(() => api.callsOf('answerCallbackQuery').length, patient).toBe(2);
    api.say('bye');
    await expectTexts(['hello|null', 'Yes|ask.step.yes', 'bye|null']);
  });

  test('of earlier messages go away when the person writes on', async () => {
    bot = await openTelegramBot(api, { engine: withButtons });
    api.say('hello');
    await expectTexts(['hello|null']);
    api.say('bye');
    await expectTexts(['hello|null', 'bye|null']);
    await expect.poll(() => shown('hello|null').keyboard, patient).toEqual([]);
    expect(shown('bye|null').keyboard).toHaveLength(2);
  });
});

describe('commands', () => {
  test('are told to Telegram in each language, and in English for all others', async () => {
    bot = await openTelegramBot(api);
    await expect.poll(() => api.callsOf('setMyCommands').length, patient).toBe(3);
    const told = api.callsOf('setMyCommands').map(({ params, ok }) => [params['language_code'] ?? null, ok]);
    expect(told).toEqual([
      [null, true],
      ['en', true],
      ['it', true],
    ]);
  });

  test.each([
    ['/tips', ['/tips|>pills']],
    ['/person@SportelloBot', ['/person@SportelloBot|>human']],
    ['/start', ['/start|null']],
    ['/start it_tips', ['|it', '/start|null', '/tips|>pills']],
    ['/start campaign-7', ['/start|null']],
    ['/unknown', ['/unknown|null']],
  ])('%s is heard as %j', async (text, heard) => {
    bot = await openTelegramBot(api, { engine: withButtons });
    api.say(text);
    await expect.poll(() => api.texts(), patient).toEqual(heard);
  });
});

describe('sending', () => {
  test('the person sees that an answer is coming, but not while a mentor speaks', async () => {
    bot = await openTelegramBot(api, {
      engine: {
        run: (input, context) => ({ ...withButtons.run(input, context), replies: [handed] }),
      },
    });
    api.say('hello');
    await expectTexts(['A mentor will answer']);
    expect(api.callsOf('sendChatAction')).toHaveLength(1);
    api.say('thanks');
    await expectTexts(['A mentor will answer', 'A mentor will answer']);
    expect(api.callsOf('sendChatAction')).toHaveLength(1);
  });

  test('a chat that must wait is not called early, others are served meanwhile', async () => {
    bot = await openTelegramBot(api);
    api.failNext('sendMessage', { code: 429, description: 'Too Many Requests', retryAfter: 7 });
    api.say('one');
    await expectLog('message not sent');
    api.say('other', { chat: chatOf(43), from: { ...amina, id: 43 } });
    await expectTexts(['echo other'], 43);
    bot.universe.advance(6_999);
    api.say('another', { chat: chatOf(43), from: { ...amina, id: 43 } });
    await expectTexts(['echo other', 'echo another'], 43);
    expect(api.texts()).toEqual([]);
    bot.universe.advance(1);
    await expectTexts(['echo one']);
  });

  test('who blocked the bot gets no more tips', async () => {
    const effects: string[] = [];
    bot = await openTelegramBot(api, {
      script: (input) => {
        if (input.type === 'activity' && input.activity.type === 'event') effects.push(input.activity.name ?? '');
        return input.type === 'activity' && input.activity.type === 'message' ? { say: ['answer'] } : {};
      },
    });
    api.blocked.add('42');
    api.say('hello');
    await expect.poll(() => effects, patient).toEqual(['left']);
    expect(api.callsOf('sendMessage')).toHaveLength(1);
    api.update({ my_chat_member: { ...membership, new_chat_member: { status: 'kicked', user: amina } } });
    await expect.poll(() => effects, patient).toEqual(['left', 'left']);
  });

  test('a reply whose outcome is unknown is sent once more', async () => {
    bot = await openTelegramBot(api);
    api.failNext('sendMessage', 'drop');
    api.say('hello');
    await expectLog('message not sent');
    bot.universe.advance(3_000);
    await expect.poll(() => api.texts(), patient).toEqual(['echo hello', 'echo hello']);
  });

  test('a long answer goes on after the part that arrived', async () => {
    const long = 'This is a sentence of the answer. '.repeat(200);
    bot = await openTelegramBot(api, { script: () => ({ say: [long] }) });
    api.failNext('sendMessage', { code: 502, description: 'Bad Gateway' });
    api.say('hello');
    await expectLog('message not sent');
    bot.universe.advance(3_000);
    await expect.poll(() => api.texts().join(' '), patient).toBe(long.trim());
  });

  test('a text that Telegram can’t read as HTML goes out as plain text', async () => {
    bot = await openTelegramBot(api, { script: () => ({ say: ['**a** & [b](https://b.example)'] }) });
    api.failNext('sendMessage', { code: 400, description: "Bad Request: can't parse entities: unsupported start tag" });
    api.say('hello');
    await expect.poll(() => api.texts(), patient).toEqual(['a & b (https://b.example)']);
  });
});

describe('in a group', () => {
  const group = { chat: { id: -100, type: 'supergroup', title: 'Traders' }, from: amina };
  const botSaid = { from: { id: 123_456, is_bot: true, first_name: 'Sportello', username: 'SportelloBot' } };

  test('only who names the bot or answers it is answered', async () => {
    bot = await openTelegramBot(api);
    api.say('good morning all', group);
    api.say('ask @SportelloBotanist', group);
    api.say('/menu@OtherBot', group);
    api.say('@sportellobot can I open a shop?', group);
    api.say('and on Sundays?', { ...group, reply_to_message: botSaid });
    await expectTexts(['echo can I open a shop?', 'echo and on Sundays?'], -100);
    expect(api.callsOf('sendChatAction')).toEqual([]);
  });
});

describe('a corrected message', () => {
  const corrected = { message_id: 1, chat: chatOf(42), from: amina, text: 'how do I open a shop' };

  test('is answered anew, unless it was written long ago', async () => {
    bot = await openTelegramBot(api);
    api.update({ edited_message: { ...corrected, date: 1_000, edit_date: 9_000, text: 'old' } });
    api.update({ edited_message: { ...corrected, date: 1_000, edit_date: 1_060 } });
    await expect.poll(() => api.texts(), patient).toEqual(['echo how do I open a shop']);
  });
});

describe('a channel that can’t work', () => {
  test('begins by itself when Telegram can be reached again', async () => {
    api.failNext('getMe', 'drop');
    bot = await openTelegramBot(api);
    api.say('hello');
    await expectTexts(['echo hello']);
    expect(bot.logged).toContain('telegram is waited for');
  });
});

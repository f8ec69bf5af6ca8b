import { afterEach, expect, test } from 'vitest';
import type { Middleware, TurnContext } from 'botbuilder';
import { createBot } from '../../src/app/bot.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { InboxRow } from '../../src/ports/store.ts';

const row: InboxRow = {
  id: 'row-1',
  conversationId: 'c1',
  addressId: 'a1',
  address: { channel: 'web-chat', account: 'default', externalUser: 'amina', thread: 't1' },
  seq: 1,
  activity: { type: 'message', text: 'hello' },
  attempts: 0,
};

const extra: Activity[] = [];
afterEach(() => extra.splice(0));

function botWith(...middleware: readonly Middleware[]): ReturnType<typeof createBot> {
  const bot = createBot({ onExtraReplies: async (_row, replies) => void extra.push(...replies) });
  bot.use(...middleware);
  return bot;
}

test('middleware sees each stored activity once, even when the engine runs again', async () => {
  const seen: (string | undefined)[] = [];
  const bot = botWith({
    onTurn: async (context, next) => {
      seen.push(context.activity.text);
      await next();
    },
  });
  await bot.run(row, async (send) => {
    await send([{ type: 'message', text: 'first try' }]);
    await send([{ type: 'message', text: 'second try' }]);
  });
  expect(seen).toEqual(['hello']);
  expect(extra).toEqual([]);
});

test('a send hook may change what is said', async () => {
  const bot = botWith({
    onTurn: async (context, next) => {
      context.onSendActivities(async (_context, activities, send) => {
        for (const activity of activities) activity.text = `${activity.text ?? ''}, signed`;
        return send();
      });
      await next();
    },
  });
  let said: readonly Activity[] = [];
  await bot.run(row, async (send) => {
    said = await send([{ type: 'message', text: 'an answer' }]);
  });
  expect(said.map(({ text }) => text)).toEqual(['an answer, signed']);
});

test('what middleware says by itself is handed over after the turn', async () => {
  const bot = botWith({
    onTurn: async (context, next) => {
      await next();
      await context.sendActivity('a word from the middleware');
    },
  });
  await bot.run(row, async (send) => void (await send([{ type: 'message', text: 'an answer' }])));
  expect(extra.map(({ text }) => text)).toEqual(['a word from the middleware']);
});

test('a context that is kept after its turn is of no use', async () => {
  let kept: TurnContext | undefined;
  const bot = botWith({
    onTurn: async (context, next) => {
      kept = context;
      await next();
    },
  });
  await bot.run(row, () => Promise.resolve());
  expect(() => kept?.activity.text).toThrow('revoked');
});

test('an error of the turn reaches the caller', async () => {
  const bot = botWith();
  await expect(bot.run(row, () => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
});

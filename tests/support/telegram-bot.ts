import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import type { TelegramOptions } from '../../src/channels/telegram/telegram.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { InsideOptions, TestInside } from './inside.ts';
import { openInside } from './inside.ts';
import type { TelegramApi } from './telegram-api.ts';

export interface TelegramBotOptions extends Omit<InsideOptions, 'telegram'> {
  readonly telegram?: Partial<TelegramOptions>;
  /** Stands between the channel and the inbox. */
  readonly telegramInbox?: (inbox: Inbox) => Inbox;
}

/** The channel over a simulated Bot API, in front of the whole inside. Started. */
export async function openTelegramBot(api: TelegramApi, options: TelegramBotOptions = {}): Promise<TestInside> {
  const { telegram, telegramInbox, ...rest } = options;
  const inside = await openInside({
    ...rest,
    telegram: (given) =>
      createTelegram({
        ...given,
        inbox: telegramInbox?.(given.inbox) ?? given.inbox,
        token: api.token,
        apiRoot: api.url,
        webhookSecret: null,
        publicUrl: null,
        languages: () => ['en', 'it'],
        say: (language, phrase) => `${phrase} in ${language}`,
        ...telegram,
      }),
  });
  await inside.start();
  return inside;
}

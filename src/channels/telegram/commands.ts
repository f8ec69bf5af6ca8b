import type { Api } from 'grammy';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../ports/logger.ts';
import { askedToWait, reasonOf } from './bot-api.ts';

/** What the bot's menu offers: the command, the dialog that it starts, and the phrase that tells it. */
export const menuCommands = [
  { command: 'menu', dialog: 'menu', phrase: 'option.menu' },
  { command: 'person', dialog: 'human', phrase: 'option.human' },
  { command: 'tips', dialog: 'pills', phrase: 'option.pills' },
  { command: 'pause', dialog: 'pause', phrase: 'pills.pause' },
  { command: 'stop', dialog: 'stop', phrase: 'pills.stop' },
  { command: 'language', dialog: 'language', phrase: 'option.language' },
  { command: 'country', dialog: 'place', phrase: 'option.place' },
  { command: 'mydata', dialog: 'my-data', phrase: 'option.my-data' },
  { command: 'forget', dialog: 'forget', phrase: 'option.forget' },
] as const;

/** Says a phrase of the bot in a language; null where it is missing. */
export type Say = (language: string, phrase: string) => string | null;

/** Gives Telegram the menu in each language; English for all others. A failure leaves the menu that was there. */
export async function setCommands(
  api: Api,
  languages: readonly string[],
  say: Say,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (const language of [null, ...languages]) {
    const set = (): Promise<true> => setFor(api, language, say);
    try {
      if (!signal.aborted) await set().catch((error: unknown) => again(error, set, signal));
    } catch (error) {
      if (!signal.aborted) logger.warn('telegram menu not set', { language, reason: reasonOf(error) });
      return;
    }
  }
}

function setFor(api: Api, language: string | null, say: Say): Promise<true> {
  const commands = menuCommands.flatMap(({ command, phrase }) => {
    const description = say(language ?? 'en', phrase);
    return description === null ? [] : [{ command, description }];
  });
  return api.setMyCommands(commands, language === null ? {} : { language_code: language as 'en' });
}

async function again(error: unknown, set: () => Promise<true>, signal: AbortSignal): Promise<true> {
  const wait = askedToWait(error);
  if (wait === null) throw error;
  await pause(wait, undefined, { signal, ref: false });
  return set();
}

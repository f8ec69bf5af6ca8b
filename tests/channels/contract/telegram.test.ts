import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/run-turn.ts';
import { loadTestAssets } from '../../support/assets.ts';
import { png } from '../../support/files.ts';
import type { TestInside } from '../../support/inside.ts';
import { simpleKnowledge } from '../../support/knowledge.ts';
import type { TelegramApi } from '../../support/telegram-api.ts';
import { openTelegramApi } from '../../support/telegram-api.ts';
import { openTelegramBot } from '../../support/telegram-bot.ts';
import type { Correspondent } from './conversation-script.ts';
import { playContract } from './conversation-script.ts';

let api: TelegramApi;
let inside: TestInside;

afterEach(async () => {
  const closed = inside.dispose();
  await api.close();
  await closed;
});

test('Telegram carries the whole conversation', { timeout: 60_000 }, async () => {
  const assets = await loadTestAssets();
  api = await openTelegramApi();
  inside = await openTelegramBot(api, { assets, engine: createEngine(assets, simpleKnowledge(assets)) });
  await playContract(inside, correspondentOn(api));
  expect(inside.logged.filter((line) => line.startsWith('author fault') || line.startsWith('turn'))).toEqual([]);
  const refused = api.calls.filter(({ ok, method }) => !ok && method !== 'editMessageReplyMarkup');
  expect(refused).toEqual([]);
});

const amina = { id: 42, is_bot: false, first_name: 'Amina', language_code: 'en' };
const chat = { id: 42, type: 'private', first_name: 'Amina' };

function correspondentOn(server: TelegramApi): Correspondent {
  const picture = png();
  server.files.set('p1', picture);
  return {
    write: (text) => void server.say(text),
    press: (label) => {
      const message = server.shown.findLast(({ keyboard }) => keyboard.some(({ text }) => text === label));
      if (message === undefined) throw new Error(`no button ${label} on screen`);
      server.press(message, label);
    },
    picture,
    sendVoice: () => void server.say('', { voice: { file_id: 'v1', file_unique_id: 'v', duration: 4 } }),
    sendPicture: () => void server.say('', { photo: [{ file_id: 'p1', file_unique_id: 'p', width: 90, height: 90 }] }),
    sendLocation: (latitude, longitude) => void server.say('', { location: { latitude, longitude } }),
    correct: (text) =>
      void server.update({ edited_message: { message_id: 3, date: 100, edit_date: 130, chat, from: amina, text } }),
    block: () => {
      const change = { chat, from: amina, date: 1, old_chat_member: { status: 'member', user: amina } };
      server.update({ my_chat_member: { ...change, new_chat_member: { status: 'kicked', user: amina } } });
    },
    lines: () => server.texts(),
    buttons: () => server.shown.at(-1)?.keyboard.map(({ text }) => text) ?? [],
  };
}

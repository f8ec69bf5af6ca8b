import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/run-turn.ts';
import { loadTestAssets } from '../../support/assets.ts';
import { png } from '../../support/files.ts';
import { simpleKnowledge } from '../../support/knowledge.ts';
import type { WhatsAppBot } from '../../support/whatsapp-bot.ts';
import { openWhatsAppBot } from '../../support/whatsapp-bot.ts';
import type { WhatsAppPage } from '../../support/whatsapp-page.ts';
import { openWhatsAppPage } from '../../support/whatsapp-page.ts';
import type { Correspondent } from './conversation-script.ts';
import { playContract } from './conversation-script.ts';

let page: WhatsAppPage;
let bot: WhatsAppBot;
let sessionDir: string;

afterEach(async () => {
  await bot.dispose();
  await page.close();
  await rm(sessionDir, { recursive: true, force: true, maxRetries: 5 });
});

test('a linked WhatsApp carries the whole conversation', { timeout: 90_000 }, async () => {
  const assets = await loadTestAssets();
  sessionDir = await mkdtemp(join(tmpdir(), 'sportello-whatsapp-'));
  page = await openWhatsAppPage();
  bot = await openWhatsAppBot(page, { sessionDir, assets, engine: createEngine(assets, simpleKnowledge(assets)) });
  await expect.poll(() => bot.whatsApp.health.current().state, { timeout: 30_000 }).toBe('healthy');
  await playContract(bot, correspondentOn(page));
  expect(bot.logged.filter((line) => line.startsWith('author fault') || line.startsWith('turn'))).toEqual([]);
});

/** Options are numbered lines: what is pressed elsewhere is typed here. */
function correspondentOn(phone: WhatsAppPage): Correspondent {
  const picture = png();
  phone.files.set('/i/1', { bytes: picture });
  let last = '';
  const say = (text: string, fields?: Readonly<Record<string, unknown>>): void => {
    last = phone.say(text, fields);
  };
  const optionsOf = (text: string): readonly string[] => [...text.matchAll(/^(\d+)\. (.+)$/gm)].map(([, , label = '']) => label);
  return {
    write: say,
    press: (label) => {
      const list = phone.texts().findLast((text) => optionsOf(text).includes(label));
      say(list === undefined ? label : String(optionsOf(list).indexOf(label) + 1));
    },
    sendVoice: () => say('', { type: 'ptt', mimetype: 'audio/ogg; codecs=opus', directPath: '/v/1' }),
    sendPicture: () => say('dGh1bWJuYWls', { type: 'image', mimetype: 'image/jpeg', directPath: '/i/1', size: picture.length }),
    picture,
    sendLocation: (lat, lng) => say('', { type: 'location', lat, lng }),
    correct: (text) => phone.correct(last, text),
    // WhatsApp tells nobody who blocked them: what a person can do here is say so.
    block: () => say('stop'),
    lines: () => phone.texts(),
    buttons: () => optionsOf(phone.texts().at(-1) ?? ''),
  };
}

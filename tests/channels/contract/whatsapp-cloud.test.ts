import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/run-turn.ts';
import { loadTestAssets } from '../../support/assets.ts';
import { approve, deliverTo, openCloudBot } from '../../support/cloud-bot.ts';
import type { CloudPhone } from '../../support/cloud-phone.ts';
import { labelOf, openCloudPhone } from '../../support/cloud-phone.ts';
import type { GraphApi } from '../../support/graph-api.ts';
import { openGraphApi } from '../../support/graph-api.ts';
import { png } from '../../support/files.ts';
import type { TestInside } from '../../support/inside.ts';
import { simpleKnowledge } from '../../support/knowledge.ts';
import { seededUniverse } from '../../support/universe.ts';
import type { Correspondent } from './conversation-script.ts';
import { playContract } from './conversation-script.ts';

let api: GraphApi;
let inside: TestInside;

afterEach(async () => {
  const closed = inside.dispose();
  await api.close();
  await closed;
});

test.each([
  ['by their number', { waId: '393331234567', userId: null }],
  ['by an id alone', { waId: null, userId: 'IT.1502576394655843' }],
])('WhatsApp carries the whole conversation with somebody known %s', { timeout: 60_000 }, async (_how, names) => {
  const assets = await loadTestAssets();
  const universe = seededUniverse();
  api = await openGraphApi({ now: universe.now });
  approve(api, assets.templates);
  api.files.set('2', { bytes: png(), type: 'image/jpeg' });
  inside = await openCloudBot(api, { universe, assets, engine: createEngine(assets, simpleKnowledge(assets)) });
  const phone = openCloudPhone(api, { ...names, deliver: deliverTo(() => inside), now: universe.now });
  await playContract(inside, correspondentOn(phone));
  expect(inside.logged.filter((line) => /^(author fault|turn|whatsapp message)/.test(line))).toEqual([]);
  // Only the last one: the person who blocks us.
  expect(api.calls.flatMap(({ code }) => code ?? [])).toEqual([131026]);
  // The tip came a day after the person wrote last: first what tells that it waits.
  expect(api.shown.filter(({ type }) => type === 'template').map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Today's tip is ready: Know who buys/),
  ]);
});

/** Numbers in the text are choices, too: the person types them. */
const listed = (text: string): readonly string[] => [...text.matchAll(/^(\d+)\. (.+)$/gm)].map((match) => match[2] ?? '');

function correspondentOn(phone: CloudPhone): Correspondent {
  const press = async (label: string): Promise<void> => {
    const shown = api.shown.filter(({ user }) => user === phone.user);
    const typed = listed(shown.at(-1)?.text ?? '').indexOf(label);
    if (typed >= 0) await phone.say(String(typed + 1));
    else if (shown.some(({ choices }) => choices.some((choice) => labelOf(choice) === label))) await phone.press(label);
    else await openFirst(label);
  };
  const openFirst = async (label: string): Promise<void> => {
    const before = phone.texts().length;
    await phone.press('Read it');
    await expect.poll(() => phone.texts().length).toBe(before + 1);
    await phone.press(label);
  };
  return {
    picture: png(),
    write: (text) => void phone.say(text),
    press: (label) => void press(label),
    sendVoice: () => void phone.send({ type: 'audio', audio: { id: '1', mime_type: 'audio/ogg; codecs=opus', voice: true } }),
    sendPicture: () => void phone.send({ type: 'image', image: { id: '2', mime_type: 'image/jpeg', sha256: 'x' } }),
    sendLocation: (latitude, longitude) => void phone.send({ type: 'location', location: { latitude, longitude } }),
    correct: (text) =>
      void phone.send({
        type: 'edit',
        edit: { original_message_id: 'wamid.3', message: { type: 'text', text: { body: text } } },
      }),
    block: () => {
      api.failures.push({ code: 131026 });
      void phone.say('menu');
    },
    lines: () => phone.texts(),
    buttons: () => (phone.labels().length > 0 ? phone.labels() : listed(phone.texts().at(-1) ?? '')),
  };
}

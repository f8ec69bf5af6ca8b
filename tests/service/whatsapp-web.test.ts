import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { joinDesk } from '../support/desk-client.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { pdf, png } from '../support/files.ts';
import type { Service } from '../support/service.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { WhatsAppPage } from '../support/whatsapp-page.ts';
import { openWhatsAppPage } from '../support/whatsapp-page.ts';

/** People are answered at a person's pace, and a busy machine starts a browser in ten seconds. */
const patient = { timeout: 40_000, interval: 100 };
const picture = png();

let page: WhatsAppPage;

beforeEach(async () => {
  page = await openWhatsAppPage();
});
afterEach(() => page.close());
afterAll(removeDataDirs);

/** Over the data and at the address of an earlier one, where there was one. */
function start(before?: Service): Promise<Service> {
  const again = before === undefined ? {} : { dataDir: before.dataDir, port: Number(new URL(before.url).port) };
  return startService({ ...again, env: { WHATSAPP_WEB: 'on', WHATSAPP_WEB_PAGE: page.file } });
}

async function expectShown(wanted: RegExp): Promise<void> {
  await expect.poll(() => page.texts().at(-1), patient).toMatch(wanted);
}

/** Asks for a person; resolves with the handoff's id once a mentor has it. */
async function askForMentor(anna: DeskClient): Promise<string> {
  page.say('I want to talk to a person');
  await expectShown(/10\. Something else/);
  page.say('10');
  await expectShown(/A mentor will answer you here by/);
  const [waiting] = await anna.queue();
  if (waiting === undefined) throw new Error('nobody waits');
  await anna.claim(waiting.handoff);
  await expectShown(/Anna, a mentor, is now reading/);
  return waiting.handoff.id;
}

async function fileOf(service: Service, anna: DeskClient, handoffId: string): Promise<Uint8Array> {
  const states = async (): Promise<readonly string[]> => (await anna.open(handoffId)).media.map(({ state }) => state);
  await expect.poll(states, patient).toEqual(['kept']);
  const [media] = (await anna.open(handoffId)).media;
  const url = `${service.url}/desk/api/handoffs/${handoffId}/files/${media?.id ?? ''}`;
  return new Uint8Array(await (await fetch(url, { headers: { cookie: anna.cookie } })).arrayBuffer());
}

test('a picture sent while nothing runs reaches the mentor, and the mentor’s form the person', { timeout: 180_000 }, async () => {
  let service = await start();
  const anna = await joinDesk(service.signIn, 'Anna');
  const handoffId = await askForMentor(anna);
  await service.kill();
  page.files.set('/i/1', { bytes: picture });
  page.say('', { type: 'image', mimetype: 'image/png', directPath: '/i/1', size: picture.length, caption: 'my permit' });
  service = await start(service);
  await expectShown(/The mentor will get this/);
  expect(Buffer.from(await fileOf(service, anna, handoffId)).equals(picture)).toBe(true);

  const url = `${service.url}/desk/api/handoffs/${handoffId}/files?name=form.pdf&key=k1`;
  const headers = { cookie: anna.cookie, origin: service.url, 'content-type': 'application/pdf' };
  expect((await fetch(url, { method: 'POST', headers, body: Buffer.from(pdf()) })).status).toBe(200);
  await expectShown(/^\[form\.pdf, \d+ bytes\] \*Anna\*$/);
  expect(page.deeds.findLast(({ upload }) => upload !== undefined)?.type).toBe('document');
  expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  await service.stop();
});

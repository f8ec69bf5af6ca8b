import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserProcesses, childProcesses } from '../../support/browser-processes.ts';
import type { WhatsAppBot, WhatsAppBotOptions } from '../../support/whatsapp-bot.ts';
import { openWhatsAppBot } from '../../support/whatsapp-bot.ts';
import type { WhatsAppPage } from '../../support/whatsapp-page.ts';
import { aminasChat, openWhatsAppPage } from '../../support/whatsapp-page.ts';

/** A busy machine starts a browser in ten seconds: nothing here is a measure of time; minute.test.ts is. */
const patient = { timeout: 30_000, interval: 50 };
const long = { timeout: 60_000 };

let page: WhatsAppPage;
let bot: WhatsAppBot | null = null;
let sessionDir: string;

beforeEach(async () => {
  sessionDir = await mkdtemp(join(tmpdir(), 'sportello-whatsapp-'));
});
afterEach(async () => {
  await bot?.dispose();
  bot = null;
  await page.close();
  await rm(sessionDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

async function openLinked(options: Partial<WhatsAppBotOptions> = {}): Promise<WhatsAppBot> {
  page = await openWhatsAppPage();
  bot = await openWhatsAppBot(page, { sessionDir, ...options });
  await expectLinked();
  return bot;
}

async function expectHealth(state: string, reason: string): Promise<void> {
  const line = (): string => `${health()?.state ?? ''}: ${health()?.reason ?? ''}`;
  await expect.poll(line, patient).toBe(`${state}: ${reason}`);
}

const health = () => bot?.whatsApp.health.current();
const pairing = () => health()?.pairing ?? null;

function expectLinked(): Promise<void> {
  return expectHealth('healthy', 'number-new');
}

async function expectAnswers(...texts: readonly string[]): Promise<void> {
  await expect.poll(textsAsTimePasses, patient).toEqual(texts);
}

/** Whoever waits for a planned retry looks at the clock of the universe, which somebody must move. */
function textsAsTimePasses(): readonly string[] {
  bot?.universe.advance(500);
  return page.texts();
}

function kill(pids: readonly number[]): void {
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

const profile = (): string => join(sessionDir, 'whatsapp-web', 'session');

test('browser, page and process are started again whenever they break, and nobody is forgotten', long, async () => {
  await openLinked();
  const breakages = [
    () => browserProcesses(profile()).main,
    () => browserProcesses(profile()).renderers,
    () => childProcesses('whatsapp-web/child.ts'),
  ];
  const wanted: string[] = [];
  for (const [index, pids] of breakages.entries()) {
    kill(pids());
    await expect.poll(() => page.isOpen(), patient).toBe(false);
    page.say(String(index));
    wanted.push(`echo ${String(index)}`);
    await expectAnswers(...wanted);
    await expectLinked();
  }
  await expect.poll(() => page.unread(), patient).toBe(0);
});

test('a page that freezes is replaced', long, async () => {
  await openLinked({ timing: { callMs: 2_000, pingMs: 300, closeMs: 300 } });
  page.freeze();
  await expect.poll(() => page.isOpen(), patient).toBe(false);
  page.say('one');
  await expectAnswers('echo one');
});

test('a send that never ends is sent once more', long, async () => {
  await openLinked({ timing: { callMs: 2_500, stableMs: 60_000 } });
  page.hangs = 1;
  page.say('one');
  await expectHealth('degraded', 'mending');
  await expectAnswers('echo one');
  await expectLinked();
  expect(page.hangs).toBe(0);
});

test('when every send hangs, a person is asked for within the time that trouble may last', long, async () => {
  await openLinked({ timing: { callMs: 1_000, troubleMs: 2_500, stableMs: 60_000 } });
  page.hangs = 100;
  page.say('one');
  await expect.poll(() => page.hangs, patient).toBeLessThan(100);
  await expectHealth('needs-a-person', 'not-working');
  page.hangs = 0;
  page.say('two');
  await expect.poll(textsAsTimePasses, patient).toContain('echo two');
  await expectLinked();
});

describe('a phone that is not linked', () => {
  test('is shown a code at the terminal and to administrators, until it is linked', long, async () => {
    page = await openWhatsAppPage({ isLinked: false });
    bot = await openWhatsAppBot(page, { sessionDir });
    await expect.poll(() => pairing()?.value, patient).toMatch(/^ref-0,/);
    await expectHealth('needs-a-person', 'link-phone');
    expect(bot.printed.join('\n')).toMatch(/Linked devices[^]*█/);
    expect(bot.logged.join('\n')).not.toContain('ref-0');
    page.newQr('ref-1');
    await expect.poll(() => pairing()?.value, patient).toMatch(/^ref-1,/);
    page.link();
    await expectLinked();
    expect(pairing()).toBeNull();
    page.say('hello');
    await expectAnswers('echo hello');
  });

  test('gets a code to type where our number is known', long, async () => {
    page = await openWhatsAppPage({ isLinked: false });
    bot = await openWhatsAppBot(page, { sessionDir, whatsApp: { phone: '390551234567' } });
    await expect.poll(pairing, patient).toEqual({ type: 'text', value: 'ABCD1234' });
    expect(bot.printed.join('\n')).toContain('ABCD-1234');
    expect(page.deeds.find(({ did }) => did === 'pair')?.phone).toBe('390551234567');
  });

  test('gets a fresh code when the one shown has become stale', long, async () => {
    page = await openWhatsAppPage({ isLinked: false });
    bot = await openWhatsAppBot(page, { sessionDir, timing: { staleMs: 300 } });
    const opened = () => page.deeds.filter(({ did }) => did === 'open').length;
    await expect.poll(opened, patient).toBeGreaterThan(1);
    await expectHealth('needs-a-person', 'link-phone');
  });

  test('is given its time once somebody has scanned the code', long, async () => {
    page = await openWhatsAppPage({ isLinked: false });
    bot = await openWhatsAppBot(page, { sessionDir, timing: { staleMs: 2_000 } });
    await expect.poll(() => pairing()?.type, patient).toBe('qr');
    const opened = page.deeds.filter(({ did }) => did === 'open').length;
    page.link(4_500);
    await expectLinked();
    expect(page.deeds.filter(({ did }) => did === 'open')).toHaveLength(opened);
  });

  test('because it was unlinked, says so and can be linked again', long, async () => {
    await openLinked();
    for (const how of ['UNPAIRED', 'logout'] as const) {
      page.unlink(how);
      await expectHealth('needs-a-person', 'phone-unlinked');
      page.say(`while nobody listens (${how})`);
      await expect.poll(() => pairing()?.type, patient).toBe('qr');
      page.link();
      await expectLinked();
      page.say(`hello after ${how}`);
      await expect.poll(textsAsTimePasses, patient).toContain(`echo hello after ${how}`);
    }
  });

  test('because the number is banned, stops', long, async () => {
    await openLinked();
    page.unlink('TOS_BLOCK');
    await expectHealth('needs-a-person', 'number-banned');
    expect(health()?.params).toEqual({ fault: 'TOS_BLOCK' });
    await expect.poll(() => browserProcesses(profile()).main, patient).toEqual([]);
  });
});

test(
  'the session outlives a restart, and fifty messages that came meanwhile are each answered once, in order',
  long,
  async () => {
    page = await openWhatsAppPage({ isLinked: false });
    bot = await openWhatsAppBot(page, { sessionDir });
    await expectHealth('needs-a-person', 'link-phone');
    page.link();
    await expectLinked();
    await bot.dispose();
    const chats = ['390001110000@c.us', '77000000001@lid', '390001112223@c.us'];
    for (let index = 0; index < 50; index++) page.say(`m${String(index)}`, { chat: chats[index % 3], t: 1_000 + index });
    page.say('to a group', { chat: '1203630000@g.us', author: chats[0] });
    page.say('to everybody', { chat: 'status@broadcast', isStatusV3: true });
    bot = await openWhatsAppBot(page, { sessionDir });
    await expect.poll(() => page.deeds.filter(({ did }) => did === 'send').length, patient).toBe(50);
    for (const [start, chat] of chats.entries()) {
      const wanted = Array.from({ length: 50 }, (_, index) => index).filter((index) => index % 3 === start);
      expect(page.texts(chat)).toEqual(wanted.map((index) => `echo m${String(index)}`));
    }
    expect(page.deeds.filter(({ chat }) => chat?.includes('g.us') === true || chat?.includes('broadcast') === true)).toEqual([]);
    expect(bot.printed).toEqual([]);
  },
);

test('what can’t be stored is not seen, and is told again', long, async () => {
  let refusals = 0;
  page = await openWhatsAppPage();
  const wrap = (given: WhatsAppBot['inbox']): WhatsAppBot['inbox'] => ({
    receive: (items) => (refusals++ < 2 ? Promise.reject(new Error('disk full')) : given.receive(items)),
  });
  bot = await openWhatsAppBot(page, { sessionDir, wrapInbox: wrap });
  await expectLinked();
  page.say('hello');
  await expect.poll(() => refusals, patient).toBe(1);
  expect(page.deeds.filter(({ did }) => did === 'seen')).toEqual([]);
  await expectAnswers('echo hello');
  await expect.poll(() => page.unread(), patient).toBe(0);
});

test('a person whom WhatsApp first called by a number is found again under the id that is none', long, async () => {
  await openLinked();
  page.say('one');
  await expectAnswers('echo one');
  await expect.poll(() => page.unread(), patient).toBe(0);
  page.lids[aminasChat] = '5550001@lid';
  kill(browserProcesses(profile()).main);
  await expect.poll(() => page.isOpen(), patient).toBe(false);
  page.say('two');
  await expectAnswers('echo one', 'echo two');
  const seatOf = (externalUser: string) =>
    bot?.store.read(({ people }) => people.findSeatOfUser({ channel: 'whatsapp-web', account: 'default', externalUser }));
  const [byNumber, byId] = [await seatOf(aminasChat), await seatOf('5550001@lid')];
  expect(byId?.contactId).toBe(byNumber?.contactId);
  expect(byId?.addressId).not.toBe(byNumber?.addressId);
});

test('a page that never becomes WhatsApp is shown as needing a person', long, async () => {
  page = await openWhatsAppPage();
  const blank = join(sessionDir, 'blank.html');
  await writeFile(blank, '<!doctype html><title>nothing</title>');
  bot = await openWhatsAppBot(page, { sessionDir, whatsApp: { page: blank }, timing: { startMs: 1_000, troubleMs: 1_500 } });
  expect(health()?.state).toBe('starting');
  await expectHealth('needs-a-person', 'not-working');
});

import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { joinDesk } from '../support/desk-client.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { startHostPage } from '../support/host-page.ts';
import type { HostPage } from '../support/host-page.ts';
import { labelsOf } from '../support/labels.ts';
import { watchPages } from '../support/page-watch.ts';
import type { PageWatch } from '../support/page-watch.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { Service } from '../support/service.ts';
import { createPlace, engines } from '../support/stores.ts';
import type { StorePlace } from '../support/stores.ts';

/** A folder for pictures of every state, where somebody wants to look at them. */
const shots = process.env['SHOTS'];
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

const nothing: PageWatch = { errors: [], outside: [] };

interface Look {
  readonly language: 'it' | 'en' | 'ar';
  readonly person: typeof phone;
  readonly mentor: typeof phone;
}

const words = {
  it: {
    question: 'Quanto devo pagare INPS anche se non guadagno?',
    country: 'Italia',
    first: 'Sì, anche a zero.',
    second: 'Ho chiesto: è così.',
  },
  en: {
    question: 'Do I pay social contributions even with zero income?',
    country: 'Italy',
    first: 'Yes, even at zero.',
    second: 'I asked: it is so.',
  },
  ar: {
    question: 'هل أدفع اشتراكات INPS حتى لو ما كسبت شيء؟',
    country: 'إيطاليا',
    first: 'نعم، حتى بدون دخل.',
    second: 'سألت: هذا صحيح.',
  },
} as const;

describe.each(engines)('in a browser, over %s', (engine) => {
  let place: StorePlace;
  let host: HostPage;
  let service: Service;
  let administrator: DeskClient;
  let browser: Browser;
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [place, host, browser] = await Promise.all([createPlace(engine), startHostPage(), launchChromium()]);
    const { dataDir, databaseUrl } = place;
    const env = { CHAT_ORIGINS: host.origin, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) };
    service = await startService({ dataDir, env });
    host.show(service.url);
    administrator = await joinDesk(service.signIn, 'Giulia');
  }, 90_000);
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => {
    await browser.close();
    host.stop();
    await removeDataDirs();
    await place.remove();
  });

  async function someone(look: Look, viewport: typeof phone, bypassCSP = false): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport, locale: look.language, reducedMotion: 'reduce', bypassCSP });
    context.setDefaultTimeout(20_000);
    contexts.push(context);
    return context;
  }

  /** What every state must stand: axe, and somebody's eyes. */
  async function inspect(page: Page, { language }: Look, name: string): Promise<void> {
    expect({ [name]: await axeFaults(page) }).toEqual({ [name]: [] });
    const { width } = page.viewportSize() ?? desktop;
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}-${language}-${String(width)}.png`) });
  }

  /** A mentor who opens the link that the administrator passed on. */
  async function enter(look: Look, name: string): Promise<Page> {
    const t = labelsOf(look.language);
    // axe writes markup into a page of its own making, which the desk's policy forbids.
    const page = await (await someone(look, look.mentor, true)).newPage();
    await page.clock.install();
    await page.goto(await administrator.invite(name));
    await page.getByLabel(t('desk.door.name')).fill(name);
    await page.getByLabel(t('desk.door.password'), { exact: true }).fill('a long enough password');
    await inspect(page, look, 'desk-1-join');
    await page.getByRole('button', { name: t('desk.door.join') }).click();
    await page.locator('.empty-title', { hasText: t('desk.queue.empty') }).waitFor();
    await inspect(page, look, 'desk-2-nobody');
    return page;
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.locator('textarea').fill(text);
    await page.locator('textarea').press('Enter');
  }

  const press = (page: Page, title: string): Promise<void> => page.getByRole('button', { name: title, exact: true }).click();

  /** Question, country, answer with its source; then the daily pill. */
  async function ask(page: Page, look: Look): Promise<void> {
    const t = labelsOf(look.language);
    await page.goto(`${service.url}/`);
    await page.getByText(t('bot.welcome.hello').slice(0, 20)).waitFor();
    await inspect(page, look, 'chat-1-welcome');
    await say(page, words[look.language].question);
    await page.getByText(t('bot.country.which')).waitFor();
    await inspect(page, look, 'chat-2-country');
    await press(page, words[look.language].country);
    const card = page.locator('.card');
    await card.waitFor();
    expect(await card.getByRole('link').first().getAttribute('href')).toMatch(/^https:\/\/\S+\.it/);
    expect(await card.locator('.origin').innerText()).toMatch(/20\d\d|٢٠[٠-٩]{2}/);
    await inspect(page, look, 'chat-3-answer');

    await say(page, t('bot.words.pills'));
    await press(page, t('bot.topic.money'));
    await press(page, '18:00');
    await page.getByText(t('bot.pills.subscribed')).waitFor();
    await inspect(page, look, 'chat-4-subscribed');
  }

  async function answer(page: Page, look: Look, text: string): Promise<void> {
    const t = labelsOf(look.language);
    await page.getByRole('textbox', { name: t('desk.composer.answer'), exact: true }).fill(text);
    await page.getByRole('button', { name: t('desk.composer.send'), exact: true }).click();
    await page.locator('.message.mentor:not(.outgoing)', { hasText: text }).waitFor();
  }

  /** Resolves with what the person's pages did behind their back: nothing, one hopes. */
  async function wholeStory(look: Look): Promise<PageWatch> {
    const t = labelsOf(look.language);
    const { first, second, question } = words[look.language];
    const home = await someone(look, look.person);
    const watch = watchPages(home);
    let person = await home.newPage();
    const mentor = await enter(look, `Marta ${look.language} ${String(look.mentor.width)}`);

    await ask(person, look);
    await say(person, t('bot.words.human'));
    await person.locator('.promise:not([hidden])').waitFor();
    expect(await person.locator('.promise').innerText()).not.toBe(t('chat.noPromise'));
    await inspect(person, look, 'chat-5-queue');

    const row = mentor.locator('.queue-row').first();
    await row.waitFor();
    expect(await mentor.title()).toMatch(/^\(1\) /);
    expect(await row.innerText()).toContain(question);
    await inspect(mentor, look, 'desk-3-queue');
    await row.click();
    await mentor.locator('.message.contact', { hasText: question }).first().waitFor();
    await inspect(mentor, look, 'desk-4-conversation');
    await press(mentor, t('desk.conversation.claim'));
    await answer(mentor, look, first);
    expect(await mentor.title()).not.toMatch(/^\(/);
    await inspect(mentor, look, 'desk-5-answered');

    await person.locator('.message.mentor', { hasText: first }).waitFor();
    await inspect(person, look, 'chat-6-mentor');
    await person.close();
    await answer(mentor, look, second);
    person = await home.newPage();
    await person.goto(`${service.url}/`);
    await person.locator('.message.mentor', { hasText: second }).waitFor();
    expect(await person.locator('.message.mentor').count()).toBe(2);

    await press(mentor, t('desk.conversation.close'));
    await mentor.clock.fastForward(10_000);
    await press(person, '5');
    await person.getByText(t('bot.handoff.thanks')).waitFor();
    await inspect(person, look, 'chat-7-rated');
    await inspect(mentor, look, 'desk-6-closed');
    return watch;
  }

  test('from the question to the rating, on a phone in Italian', { timeout: 120_000 }, async () => {
    expect(await wholeStory({ language: 'it', person: phone, mentor: desktop })).toEqual(nothing);
  });

  test('the same in Arabic, from right to left', { timeout: 120_000 }, async () => {
    expect(await wholeStory({ language: 'ar', person: phone, mentor: desktop })).toEqual(nothing);
    const page = await (await someone({ language: 'ar', person: phone, mentor: desktop }, phone)).newPage();
    await page.goto(`${service.url}/`);
    await page.locator('.message').first().waitFor();
    const sides = `['html', 'main'].map((name) => getComputedStyle(document.querySelector(name)).direction).concat(
      ['.log', '.message .text', '.composer'].map((name) => getComputedStyle(document.querySelector('sportello-chat').shadowRoot.querySelector(name)).direction))`;
    expect(await page.evaluate(sides)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl']);
  });

  test('an answer that came meanwhile is counted on the button, on whatever page the chat is', { timeout: 60_000 }, async () => {
    const t = labelsOf('it');
    const context = await someone({ language: 'it', person: phone, mentor: desktop }, phone);
    const watch = watchPages(context);
    let page = await context.newPage();
    await page.goto(host.origin);
    await page.locator('.launcher').click();
    await say(page, t('bot.words.human'));
    await press(page, t('bot.mentor-topic.tax'));
    await page.locator('.promise:not([hidden])').waitFor();
    await page.close();

    const item = (await administrator.queue()).find(({ handoff }) => handoff.status === 'queued');
    const { handoff } = await administrator.claim(item!.handoff);
    await administrator.answer(handoff.id, 'Eccomi.');
    page = await context.newPage();
    await page.goto(host.origin);
    // That a mentor took it was said as well.
    await expect.poll(() => page.locator('.launcher .badge').textContent(), { timeout: 15_000 }).toBe('2');
    expect(await page.locator('.launcher').getAttribute('aria-label')).toContain('2');
    await page.locator('.launcher').click();
    await page.locator('.message.mentor', { hasText: 'Eccomi.' }).waitFor();
    await page.reload();
    await page.locator('.launcher').waitFor();
    expect(await page.locator('.launcher .badge').isVisible()).toBe(false);
    await administrator.close(handoff.id);
    expect(watch).toEqual(nothing);
  });

  const tours =
    shots === undefined || engine !== 'SQLite'
      ? []
      : (['en', 'ar'] as const).flatMap((language) => [phone, desktop].map((size) => ({ language, size })));
  for (const { language, size } of tours) {
    test(`pictures in ${language} at ${String(size.width)}`, { timeout: 120_000 }, async () => {
      expect(await wholeStory({ language, person: size, mentor: size })).toEqual(nothing);
    });
  }
});

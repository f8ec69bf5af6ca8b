import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { openDesk } from '../../support/desk-page.ts';
import type { BuiltDesk, DeskSite } from '../../support/desk-site.ts';
import { buildDesk, password, startDeskSite } from '../../support/desk-site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let built: BuiltDesk;
let site: DeskSite;
let browser: Browser;

beforeAll(async () => {
  built = await buildDesk();
  [site, browser] = await Promise.all([startDeskSite(built.folder), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await site.stop();
  await built.remove();
});

const statusOf = async (id: string): Promise<string | undefined> =>
  (await site.inside.store.read(({ handoffs }) => handoffs.byId(id)))?.status;

test('a mentor joins by link, takes who waits, answers, notes, closes, and thinks again', async () => {
  const link = await site.invite('Marta', 'administrator');
  const { page, strays, close } = await openDesk(browser, site, { address: `/join#${link}` });
  await page.getByLabel('Name').fill('Marta');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await page.getByText('Nobody is waiting').waitFor();
  expect(page.url()).toBe(`${site.url}/desk`);

  const id = await site.asks('amina', 'هل يمكنني بيع الطعام من مطبخي؟', { language: 'ar', topic: 'food', risk: 'H2' });
  const row = page.getByRole('link', { name: /Food business/ });
  await row.waitFor();
  expect(await page.title()).toBe('(1) Desk · Sportello');
  expect(await row.innerText()).toMatch(/العربية[\s\S]*IT[\s\S]*هل يمكنني[\s\S]*24 hrs.? left[\s\S]*Sensitive/);

  await row.click();
  await page.getByRole('button', { name: 'I take it' }).click();
  const box = page.getByRole('textbox', { name: 'Answer' });
  await box.waitFor();
  expect(await page.evaluate(`document.activeElement.matches('textarea')`)).toBe(true);
  expect(await page.locator('.draft-to').innerText()).toContain('العربية');
  expect(await page.title()).toBe('Desk · Sportello');
  await box.fill('نعم، يمكنك ذلك.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.message.mentor:not(.outgoing)').waitFor();

  await site.hears('amina', 'شكرا جزيلا');
  await page.locator('.message.contact', { hasText: 'شكرا جزيلا' }).waitFor();

  await page.getByRole('radio', { name: 'Note' }).check();
  await page.getByRole('textbox', { name: 'Note' }).fill('Knows the rules already.');
  await page.getByRole('button', { name: 'Save note' }).click();
  const note = page.locator('.message.note:not(.outgoing)');
  await note.waitFor();
  expect(await note.innerText()).toContain('for mentors only');

  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Food business' }).waitFor();
  await page.clock.fastForward(30_000);
  expect(await statusOf(id)).toBe('claimed');

  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Nobody is waiting').waitFor();
  expect(await statusOf(id)).toBe('claimed');
  const closing = page.waitForResponse((response) => response.url().endsWith('/close'));
  await page.clock.fastForward(10_000);
  expect((await closing).status()).toBe(200);
  expect(await statusOf(id)).toBe('closed');
  expect(strays).toEqual([]);
  await close();
});

test('what was closed a moment ago is closed when the page goes', async () => {
  const session = await site.employ('Paola');
  const id = await site.asks('hasty', 'short question');
  const { page, close } = await openDesk(browser, site, { session, address: `#/c/${id}` });
  await page.getByRole('button', { name: 'I take it' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.reload();
  await expect.poll(() => statusOf(id)).toBe('closed');
  await close();
});

test('of two mentors one gets it, and the other learns who was quicker', async () => {
  const [first, second] = [await site.employ('Franca'), await site.employ('Bruno')];
  const id = await site.asks('wanted', 'a question that both want', { topic: 'tax' });
  const one = await openDesk(browser, site, { session: first, address: `#/c/${id}` });
  const two = await openDesk(browser, site, { session: second, address: `#/c/${id}` });
  await two.page.getByRole('button', { name: 'I take it' }).waitFor();
  // The second page hears of nothing until it asks for the conversation itself.
  let isDeaf = true;
  await two.page.route(/\/(queue|handoffs\/[\w-]+\?.*)$/, (route) => (isDeaf ? route.abort() : route.continue()));
  await two.page.route('**/claim', (route) => {
    isDeaf = false;
    return route.continue();
  });
  await one.page.getByRole('button', { name: 'I take it' }).click();
  await one.page.getByRole('textbox', { name: 'Answer' }).waitFor();
  await two.page.getByRole('button', { name: 'I take it' }).click();
  const told = two.page.getByRole('alert').filter({ hasText: 'was quicker' });
  await told.waitFor();
  expect(await told.innerText()).toContain('Franca');
  expect(await two.page.getByRole('textbox', { name: 'Answer' }).count()).toBe(0);
  expect((await site.inside.desk.open(first.mentor, id)).mentorName).toBe('Franca');
  await one.close();
  await two.close();
});

test('a message that found no connection is tried again with the same key, and arrives once', async () => {
  const session = await site.employ('Irene');
  const id = await site.asks('unlucky', 'is the line bad?');
  const { page, context, close } = await openDesk(browser, site, { session, address: `#/c/${id}` });
  await page.getByRole('button', { name: 'I take it' }).click();
  let isLost = true;
  await page.route('**/answer', async (route) => {
    // It arrives, and the answer is lost on its way back.
    const response = await route.fetch();
    if (isLost) await route.abort();
    else await route.fulfill({ response });
  });
  await page.getByRole('textbox', { name: 'Answer' }).fill('Once is enough.');
  await page.getByRole('textbox', { name: 'Answer' }).press('Control+Enter');
  await page.getByText('Not sent.').waitFor();
  isLost = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.message.mentor:not(.outgoing)', { hasText: 'Once is enough.' }).waitFor();
  expect(await page.getByText('Once is enough.').count()).toBe(1);
  const open = await site.inside.desk.open(session.mentor, id);
  expect(open.transcript.filter(({ activity }) => activity.text === 'Once is enough.')).toHaveLength(1);
  await context.setOffline(false);
  await close();
});

test('the desk speaks every language, and turns for Arabic and Urdu', async () => {
  const { page, close } = await openDesk(browser, site, {});
  const choice = page.getByRole('combobox');
  const titles: Record<string, string> = {};
  for (const code of ['it', 'ar', 'zh', 'es', 'fr', 'bn', 'ur', 'uk', 'sq', 'de', 'sl', 'hr', 'hu', 'en']) {
    await choice.selectOption(code);
    await page.locator(`html[lang^="${code}"]`).waitFor();
    titles[code] = `${await page.locator('h1').innerText()} ${await page.evaluate<string>('document.documentElement.dir')}`;
  }
  expect(titles).toEqual({
    it: 'Entra nella scrivania ltr',
    ar: 'الدخول إلى المكتب rtl',
    zh: '登录工作台 ltr',
    es: 'Entrar en la mesa ltr',
    fr: 'Se connecter au bureau ltr',
    bn: 'ডেস্কে ঢুকুন ltr',
    ur: 'ڈیسک میں داخل ہوں rtl',
    uk: 'Вхід до стола ltr',
    sq: 'Hyrja në tavolinë ltr',
    de: 'Am Arbeitsplatz anmelden ltr',
    sl: 'Prijava v pult ltr',
    hr: 'Prijava na radni stol ltr',
    hu: 'Bejelentkezés a munkaasztalhoz ltr',
    en: 'Sign in to the desk ltr',
  });
  await close();
});

test('an administrator invites a colleague, who gets in by the link', async () => {
  const session = await site.employ('Carla', 'administrator');
  const { page, close } = await openDesk(browser, site, { session, address: '#/people' });
  await page.getByLabel('Name').fill('Omar');
  await page.getByRole('checkbox', { name: 'العربية' }).check();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel('Sign-in link').inputValue();
  await page.locator('.people-name', { hasText: 'Omar' }).waitFor();
  const guest = await openDesk(browser, site, { address: link.slice(`${site.url}/desk`.length) });
  await guest.page.getByLabel('Password').fill(password);
  await guest.page.getByRole('button', { name: 'Open the desk' }).click();
  await guest.page.getByRole('heading', { name: 'Queue' }).waitFor();
  expect(await guest.page.locator('.own-name').innerText()).toBe('Omar');
  await guest.close();
  await close();
});

test('a session that ended elsewhere closes the desk at once', async () => {
  const session = await site.employ('Dora');
  const { page, close } = await openDesk(browser, site, { session });
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
  await site.inside.people.signOut(session.secret);
  await page.getByText('Your session ended.').waitFor();
  expect(await page.locator('.queue').count()).toBe(0);
  await close();
});

test('who comes anew is told by a notification that keeps their words to itself', async () => {
  const session = await site.employ('Elio');
  const { page, close } = await openDesk(browser, site, {});
  await page.addInitScript(`
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.told = [];
    window.Notification = class extends EventTarget {
      static permission = 'granted';
      constructor(title, { body }) { super(); window.told.push(title + ': ' + body); }
    };`);
  await page.context().addCookies([{ name: 'sportello-desk', value: session.secret, domain: '127.0.0.1', path: '/desk' }]);
  await page.reload();
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
  await page.locator('.queue [aria-busy]').waitFor({ state: 'detached' });
  await site.asks('newcomer', 'a private matter', { language: 'zh', topic: 'money' });
  await expect.poll(() => page.evaluate('window.told')).toEqual(['Someone waits for a mentor: 中文 · Money and loans']);
  await close();
});

test('who reads further up is not pulled down by what comes', async () => {
  const session = await site.employ('Ugo');
  const id = await site.asks('talker', 'the first of many words');
  for (let count = 1; count <= 40; count += 1) await site.hears('talker', `more words, number ${String(count)}`);
  const { page, close } = await openDesk(browser, site, { session, address: `#/c/${id}` });
  await page.getByText('number 40', { exact: false }).first().waitFor();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  await page.locator('.messages').hover();
  await page.mouse.wheel(0, -10_000);
  await expect.poll(() => page.evaluate(`document.querySelector('.messages').scrollTop`)).toBe(0);
  await site.hears('talker', 'a late word');
  await page.locator('.message', { hasText: 'a late word' }).waitFor();
  expect(await page.evaluate(`document.querySelector('.messages').scrollTop`)).toBe(0);
  await page.mouse.wheel(0, 100_000);
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  await site.hears('talker', 'the last word');
  await page.locator('.message', { hasText: 'the last word' }).waitFor();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  await close();
});

function distanceToEnd(page: Page): Promise<number> {
  return page.evaluate(
    `(() => { const box = document.querySelector('.messages'); return box.scrollHeight - box.scrollTop - box.clientHeight; })()`,
  );
}

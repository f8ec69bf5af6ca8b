import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Session } from '../../../src/ports/people.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openDesk } from '../../support/desk-page.ts';
import type { BuiltDesk, DeskSite } from '../../support/desk-site.ts';
import { buildDesk, password, startDeskSite } from '../../support/desk-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let built: BuiltDesk;
let site: DeskSite;
let browser: Browser;
let marta: Session;
let handoff: string;

beforeAll(async () => {
  built = await buildDesk();
  [site, browser] = await Promise.all([startDeskSite(built.folder), launchChromium()]);
  marta = await site.employ('Marta', 'administrator');
  handoff = await site.asks('amina', 'هل يمكنني بيع الطعام من مطبخي؟', {
    language: 'ar',
    topic: 'food',
    risk: 'H3',
    replies: ['Depends.'],
  });
  const { version } = (await site.inside.desk.open(marta.mentor, handoff)).handoff;
  await site.inside.desk.claim(marta.mentor, handoff, version);
  await site.inside.desk.answer(marta.mentor, handoff, 'نعم', 'k');
  await site.inside.desk.note(marta.mentor, handoff, 'A note');
  await site.asks('rosa', '¿Puedo pagar el F24 con retraso?', { language: 'es', topic: 'tax', risk: 'H2' });
});

afterAll(async () => {
  await browser.close();
  await site.stop();
  await built.remove();
});

async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

const looks = [
  { name: 'English, light, wide', locale: 'en', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'Arabic, dark, wide', locale: 'ar', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'English, light, phone', locale: 'en', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'Arabic, dark, phone', locale: 'ar', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

test.each(looks)('axe finds nothing: $name', async ({ name: _name, ...look }) => {
  // axe writes markup into a page of its own making, which the desk's policy forbids.
  const context = { ...look, bypassCSP: true };
  const door = await openDesk(browser, site, { context });
  await door.page.locator('form').waitFor();
  expect(await faults(door.page)).toEqual([]);
  await door.close();

  const desk = await openDesk(browser, site, { session: marta, context });
  await desk.page.locator('.queue-row').first().waitFor();
  expect(await faults(desk.page)).toEqual([]);
  await desk.page.locator(`a[href="#/c/${handoff}"]`).first().click();
  await desk.page.locator('.message.note').waitFor();
  expect(await faults(desk.page)).toEqual([]);
  await desk.page.goto(`${site.url}/desk#/c/${handoff}/person`);
  await desk.page.locator('.person dl').first().waitFor();
  expect(await faults(desk.page)).toEqual([]);
  await desk.page.locator('.own-menu summary').click();
  expect(await faults(desk.page)).toEqual([]);
  await desk.page.goto(`${site.url}/desk#/people`);
  await desk.page.locator('.people-name').first().waitFor();
  expect(await faults(desk.page)).toEqual([]);
  await desk.close();
});

test('axe finds nothing on an empty queue', async () => {
  const empty = await startDeskSite(built.folder);
  const { page, close } = await openDesk(browser, empty, { session: await empty.employ('Eva'), context: { bypassCSP: true } });
  await page.getByText('Nobody is waiting').waitFor();
  expect(await faults(page)).toEqual([]);
  await close();
  await empty.stop();
});

test.each([320, 360, 768, 1280])('nothing runs over the side at %i px', async (width) => {
  const { page, close } = await openDesk(browser, site, {
    session: marta,
    address: `#/c/${handoff}`,
    context: { viewport: { width, height: 640 } },
  });
  const tooWide = (): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth');
  await page.locator('.message.note').waitFor();
  expect(await tooWide()).toBe(false);
  for (const address of ['#/', `#/c/${handoff}/person`, '#/people']) {
    await page.goto(`${site.url}/desk${address}`);
    await page.locator('.queue-row, .person dl, .people-name').first().waitFor({ state: 'attached' });
    expect(await tooWide()).toBe(false);
  }
  await close();
});

test('everything is done from the keyboard', async () => {
  const id = await site.asks('keys', 'no mouse here', { topic: 'money', risk: 'H3' });
  await site.employ('Kim');
  const { page, close } = await openDesk(browser, site, {});
  await tabTo(page, 'Name');
  await page.keyboard.type('Kim');
  await tabTo(page, 'Password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('.queue-row').first().waitFor();

  await tabTo(page, /Money and loans/);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toMatch(/Taxes/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.locator('.composer').waitFor();
  expect(await focused(page)).toBe('Money and loans');
  await tabTo(page, 'I take it');
  await page.keyboard.press('Enter');
  await page.locator('textarea').waitFor();
  expect(await focused(page)).toBe('Answer');
  await page.keyboard.type('Typed, not clicked.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.message.mentor:not(.outgoing)').waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Note');
  await page.keyboard.type('And a note.');
  await tabTo(page, 'Save note');
  await page.keyboard.press('Enter');
  await page.locator('.message.note:not(.outgoing)').waitFor();

  await page.locator('#conversation-title').focus();
  await tabTo(page, 'Close');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Undo');
  await page.keyboard.press('Enter');
  await page.locator('.message.mentor').waitFor();
  expect((await site.inside.store.read(({ handoffs }) => handoffs.byId(id)))?.status).toBe('claimed');
  await close();
});

/** The name of what has focus, as read out. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    return (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText).trim();
  })()`);
}

const canBeSeen = `(() => {
  const element = document.activeElement;
  const shown = element.matches('input[type=radio]') ? element.parentElement : element;
  return shown === document.body || getComputedStyle(shown).outlineStyle !== 'none';
})()`;

/** Presses Tab until something of that name has focus, and checks that each stop can be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await focused(page);
    expect(await page.evaluate(canBeSeen), `focus on "${found}" can be seen`).toBe(true);
    if (typeof name === 'string' ? found === name : name.test(found)) return;
  }
  throw new Error(`Nothing called ${String(name)} is reached by Tab.`);
}

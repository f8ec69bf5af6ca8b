import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createHealth } from '../../../src/channels/health.ts';
import type { HealthKeeper } from '../../../src/channels/health.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openDesk } from '../../support/desk-page.ts';
import type { BuiltDesk, DeskSite } from '../../support/desk-site.ts';
import { buildDesk, startDeskSite } from '../../support/desk-site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let built: BuiltDesk;
let site: DeskSite;
let browser: Browser;
let health: HealthKeeper;

beforeAll(async () => {
  built = await buildDesk();
  const start = Date.parse('2026-01-05T09:00:00Z');
  health = createHealth(() => start, 'starting');
  const capabilities = { name: 'telegram', buttons: 3, buttonLength: 20, textLength: 4_096, markdown: false, cards: false };
  const telegram = () => ({
    capabilities,
    delivery: 'push' as const,
    health,
    mentorLine: {
      link: (code: string) => `https://t.me/SportelloBot?start=${code}`,
      send: () => Promise.resolve('1'),
      edit: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    routes: [],
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: () => Promise.resolve({ providerId: null }),
  });
  [site, browser] = await Promise.all([startDeskSite(built.folder, start, telegram), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await site.stop();
  await built.remove();
});

test('an administrator sees a channel fail and come back without loading anything anew', async () => {
  health.become('healthy');
  const marta = await openDesk(browser, site, { session: await site.employ('Marta', 'administrator') });
  expect(await marta.page.getByText('A channel needs you').count()).toBe(0);
  health.become('needs-a-person', { reason: 'token-refused', params: { setting: 'TELEGRAM_BOT_TOKEN' } });
  await marta.page.getByText('A channel needs you').click();
  const line = marta.page.locator('.channel-list li', { hasText: 'Telegram' });
  await line.getByText('Needs attention').waitFor();
  expect(await line.textContent()).toMatch(/does not accept the value of .*TELEGRAM_BOT_TOKEN/);
  health.become('healthy');
  await line.getByText('Working').waitFor();
  expect(await marta.page.getByText('A channel needs you').count()).toBe(0);
  await marta.close();
});

test('a code to scan is drawn for administrators, in their page alone, and not even sent to others', async () => {
  health.become('needs-a-person', { pairing: { type: 'qr', value: '2@a-secret-of-the-phone' } });
  const admin = await openDesk(browser, site, { session: await site.employ('Olga', 'administrator'), address: '#/channels' });
  await admin.page.getByRole('img', { name: 'Code to scan' }).waitFor();
  expect(admin.strays).toEqual([]);
  await admin.close();

  const mentor = await openDesk(browser, site, { session: await site.employ('Luca'), address: '#/channels' });
  await mentor.page.getByText('Needs attention').waitFor();
  const answer = await mentor.page.evaluate(`fetch('/desk/api/channels').then((response) => response.text())`);
  expect(answer).toContain('telegram');
  expect(answer).not.toContain('secret');
  expect(await mentor.page.getByRole('img', { name: 'Code to scan' }).count()).toBe(0);
  await mentor.close();
});

test('a mentor links their own account, sets its hours, and undoes it', async () => {
  const session = await site.employ('Nadia');
  const { page, close } = await openDesk(browser, site, { session, address: '#/channels' });
  await page.getByRole('button', { name: 'Link my Telegram' }).click();
  const address = (await page.getByRole('link', { name: 'Open Telegram' }).getAttribute('href')) ?? '';
  const start = new URL(address).searchParams.get('start');
  const user = { channel: 'telegram', account: 'default', externalUser: '501', thread: '501' };
  const opened = {
    address: user,
    key: '1',
    text: `/start ${String(start)}`,
    kind: 'text',
    pressed: null,
    repliesTo: null,
  } as const;
  await site.inside.mentorDoor.hear({ ...opened, start });
  await page.clock.runFor(4_000);
  await page.getByText('Linked since').waitFor();
  await page.getByLabel('until').fill('18:30');
  await page.getByLabel('until').blur();
  await expect
    .poll(() => site.inside.mentorChats.seat(session.mentor))
    .toMatchObject({ from: '08:00', to: '18:30', language: 'en' });
  await page.getByRole('button', { name: 'Unlink' }).click();
  await page.getByText('You hear nothing more there').waitFor();
  expect(await site.inside.mentorChats.seat(session.mentor)).toBeNull();
  await close();
});

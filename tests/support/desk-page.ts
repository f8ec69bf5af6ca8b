import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Session } from '../../src/ports/people.ts';
import type { DeskSite } from './desk-site.ts';

/** A mentor's browser: the page, and whatever it asked for beyond the desk's own address. */
export interface DeskPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly strays: readonly string[];
  close(): Promise<void>;
}

/** Opens the desk at `address` (`''`, `#/c/<id>` …), signed in where a session is given, with the site's own clock. */
export async function openDesk(
  browser: Browser,
  site: DeskSite,
  options: { readonly session?: Session; readonly address?: string; readonly context?: BrowserContextOptions } = {},
): Promise<DeskPage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options.context });
  if (options.session !== undefined) await signInAs(context, site, options.session);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.clock.install({ time: site.inside.universe.now() });
  const strays: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.url}/`) && !request.url().startsWith('data:')) strays.push(request.url());
  });
  await page.goto(`${site.url}/desk${options.address ?? ''}`);
  return { page, context, strays, close: () => context.close() };
}

async function signInAs(context: BrowserContext, site: DeskSite, { secret }: Session): Promise<void> {
  await context.addCookies([
    { name: 'sportello-desk', value: secret, domain: '127.0.0.1', path: '/desk', httpOnly: true, sameSite: 'Strict' },
  ]);
  if (!site.url.includes('127.0.0.1')) throw new Error('The site must run on 127.0.0.1.');
}

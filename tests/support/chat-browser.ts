import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildWidget } from './build-browser.ts';
import type { Built } from './build-browser.ts';
import { startChatSite } from './chat-site.ts';
import type { ChatSite, Reply } from './chat-site.ts';
import { launchChromium } from './chromium.ts';

export interface ChatBrowser {
  /** A service of its own for each test; stopped after it. */
  site(greeting?: readonly Reply[]): Promise<ChatSite>;
  /** A person's browser: 1280×800 and British unless told otherwise; closed after the test. */
  visitor(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A page of a new visitor. */
  page(url: string, options?: BrowserContextOptions): Promise<Page>;
}

/** One build and one Chromium for the whole file. */
export function useChatBrowser(): ChatBrowser {
  vi.setConfig({ testTimeout: 30_000 });
  let built: Built;
  let browser: Browser;
  let sites: ChatSite[] = [];
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildWidget(), launchChromium()]);
  }, 30_000);

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await Promise.all(sites.map((site) => site.stop()));
    contexts = [];
    sites = [];
  });

  afterAll(async () => {
    await browser.close();
    await built.remove();
  });

  const visitor: ChatBrowser['visitor'] = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
    context.setDefaultTimeout(8_000);
    contexts.push(context);
    return context;
  };

  return {
    visitor,
    site: async (greeting) => {
      const site = await startChatSite(built.folder, greeting);
      sites.push(site);
      return site;
    },
    page: async (url, options) => {
      const context = await visitor(options);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
  };
}

/** Asks again until it holds. */
export function eventually<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 8_000, interval: 25 });
}

/** Types and sends, as people do. */
export async function sendText(page: Page, text: string): Promise<void> {
  await page.fill('textarea', text);
  await page.press('textarea', 'Enter');
}

/** What the bubbles say, top to bottom. */
export async function bubbles(page: Page): Promise<readonly string[]> {
  return await page.locator('.message .text').allInnerTexts();
}

/** What an expression says of each `element` inside the widget. */
export async function inspect<T>(page: Page, selector: string, expression: string): Promise<readonly T[]> {
  const found = `document.querySelector('sportello-chat').shadowRoot.querySelectorAll(${JSON.stringify(selector)})`;
  return await page.evaluate<readonly T[]>(`[...${found}].map((element) => ${expression})`);
}

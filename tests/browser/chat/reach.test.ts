import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../support/chat-site.ts';
import { eventually, inspect, sendText, useChatBrowser } from '../../support/chat-browser.ts';

const chat = useChatBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

const actions = (...titles: readonly string[]): Reply['suggestedActions'] => ({
  actions: titles.map((title) => ({ type: 'postBack', title, value: 'a.b.c' })),
});

const answer = (title: string, body: string, label: string): Reply => ({
  text: body,
  suggestedActions: actions('One', 'Donaudampfschifffahrtsgesellschaftskapitän', 'التحدث إلى شخص'),
  channelData: {
    sportello: {
      speaker: { kind: 'bot' },
      card: {
        title,
        body,
        facts: [
          { label, text: 'Rechtsschutzversicherungsgesellschaften 2026' },
          { label: 'Time', text: '5' },
        ],
        source: { body: 'Agenzia delle Entrate', url: 'https://www.agenziaentrate.gov.it/' },
        checked: 'As of February 2026.',
        notes: ['Translated by a machine.'],
      },
    },
  },
});

const english = answer(
  'A study permit',
  '**Yes.** Do this:\n\n1. Ask.\n2. Pay.\n\nSee https://example.org/a-very-long-address/that/never/ends/at/all/and/goes/on',
  'Cost',
);
const arabic = answer('تصريح دراسة', '**نعم.** افعل هذا:\n\n1. اطلب Partita IVA.\n2. ادفع.', 'التكلفة');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Everything axe knows, text at 7:1 and targets among it. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const rules = `{ 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } }`;
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { rules: ${rules} }).then(({ violations }) => violations)`,
  );
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

describe('by everybody', () => {
  test.each([
    ['closed', '/host', { colorScheme: 'light', locale: 'en' }, null],
    ['open, over a page', '/host', { colorScheme: 'light', locale: 'en' }, english],
    ['open, over a page, dark', '/host', { colorScheme: 'dark', locale: 'en' }, english],
    ['open on a phone, in Arabic', '/host', { colorScheme: 'light', locale: 'ar', ...phone }, arabic],
    ['our own page, in Arabic, dark', '/', { colorScheme: 'dark', locale: 'ar' }, arabic],
    ['our own page on a phone', '/', { colorScheme: 'light', locale: 'en', ...phone }, english],
  ] as const)('axe finds nothing: %s', async (_, path, options, greeting) => {
    const site = await chat.site(greeting === null ? [] : [{ text: 'Hello **you**' }, greeting]);
    const page = await chat.page(`${site.url}${path}`, options);
    if (greeting !== null) {
      if (path === '/host') await page.click('.launcher');
      await page.locator('.card').waitFor();
      const owner = { speaker: { kind: 'bot' }, owner: 'queue', promisedAt: Date.now() + 3_600_000 } as const;
      site.say({ text: 'A mentor comes.', channelData: { sportello: owner }, suggestedActions: actions('One', 'Two') });
      await page.locator('.promise:not([hidden])').waitFor();
      site.say(
        { text: 'Here.', textFormat: 'plain', channelData: { sportello: { speaker: { kind: 'mentor', name: 'Marta' } } } },
        'mentor',
      );
      await page.locator('.mentor').waitFor();
      site.setUp(false);
      await sendText(page, 'A question');
      await page.locator('.waiting').waitFor();
    } else await page.locator('.launcher').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test.each([320, 360, 479, 480, 768])('nothing is wider than a screen of %i pixels', async (width) => {
    const site = await chat.site([english, { ...arabic, text: 'x'.repeat(300) }]);
    const page = await chat.page(`${site.url}/host`, { viewport: { width, height: 640 } });
    await page.click('.launcher');
    await page.locator('.card').last().waitFor();
    await sendText(page, 'y'.repeat(300));
    await page.locator('.own').waitFor();
    const widest = await page.evaluate<number>(`(() => {
      const { shadowRoot } = document.querySelector('sportello-chat');
      const log = shadowRoot.querySelector('.log');
      const edges = [...shadowRoot.querySelectorAll('.root *:not(option)')].map((part) => part.getBoundingClientRect());
      const outside = edges.filter(({ left, right, width }) => width > 1 && (left < -1 || right > innerWidth + 1)).length;
      return Math.max(outside, document.documentElement.scrollWidth - innerWidth, log.scrollWidth - log.clientWidth);
    })()`);
    expect(widest).toBeLessThanOrEqual(0);
  });

  test.each([
    ['a phone', 320, 640],
    ['a desk at 200%', 640, 400],
    ['a desk at 400%', 320, 256],
  ])('everything can be reached and touched on %s', async (_, width, height) => {
    const site = await chat.site([english]);
    const page = await chat.page(`${site.url}/host`, { viewport: { width, height } });
    await page.click('.launcher');
    await page.locator('.card').waitFor();
    for (const control of await page.locator('sportello-chat :is(button, select, textarea):visible').all()) {
      await control.scrollIntoViewIfNeeded();
      const box = await control.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.9);
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height + 1);
    }
  });

  test('a page’s own styles and short cuts stay outside', async () => {
    const site = await chat.site([english]);
    const page = await chat.page(`${site.url}/host?hostile=1`);
    await page.evaluate(`addEventListener('keydown', () => { window.pageKeys = (window.pageKeys ?? 0) + 1 })`);
    await page.click('.launcher');
    await page.locator('.card').waitFor();
    const style = `['fontSize', 'letterSpacing', 'textTransform', 'color'].map((name) => getComputedStyle(element)[name]).join()`;
    expect((await inspect(page, '.card .body p', style))[0]).toBe('16px,normal,none,rgb(27, 31, 36)');
    await page.locator('textarea').pressSequentially('jk');
    expect(await page.evaluate('window.pageKeys ?? 0')).toBe(0);
  });

  test('in forced colours and with reduced motion everything keeps its edge and stands still', async () => {
    const site = await chat.site([english]);
    const page = await chat.page(`${site.url}/host`, { forcedColors: 'active', reducedMotion: 'reduce' });
    await page.click('.launcher');
    await page.locator('.card').waitFor();
    await sendText(page, 'A question');
    await page.locator('.own').waitFor();
    const border = 'getComputedStyle(element).borderTopStyle + getComputedStyle(element).borderTopWidth';
    for (const edge of ['.own .bubble', '.bot .bubble', '.send', 'textarea', 'dl div']) {
      expect((await inspect(page, edge, border))[0]).toBe('solid1px');
    }
    expect(await inspect(page, '.typing i', 'getComputedStyle(element).animationName')).toEqual(['none', 'none', 'none']);
  });
});

/** The focused element inside the widget, with whether its focus can be seen. Null: the focus is elsewhere. */
async function focused(page: Page): Promise<string | null> {
  return await page.evaluate<string | null>(`(() => {
    const at = document.querySelector('sportello-chat').shadowRoot.activeElement;
    if (at === null) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? '' : ' unseen';
    return (at.className || at.tagName.toLowerCase()).split(' ')[0] + seen;
  })()`);
}

describe('by keyboard', () => {
  test('opens, walks through everything with the focus visible, closes with Escape, and gives the focus back', async () => {
    const site = await chat.site([{ text: 'Hello', suggestedActions: actions('One', 'Two') }]);
    const page = await chat.page(`${site.url}/host`);
    await page.locator('#before').focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('launcher');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Two' }).waitFor();
    await eventually(() => focused(page)).toBe('textarea');
    const walk: (string | null)[] = [];
    for (let steps = 0; steps < 7; steps += 1) {
      await page.keyboard.press('Shift+Tab');
      walk.push(await focused(page));
    }
    expect(walk).toEqual(['attach', 'button', 'button', 'log', 'close', 'select', null]);
    await page.locator('textarea').focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('send');
    await page.keyboard.press('Escape');
    expect(await page.locator('.sheet').isVisible()).toBe(false);
    expect(await focused(page)).toBe('launcher');
  });

  test('stays inside while the sheet covers a phone’s screen', async () => {
    const site = await chat.site([{ text: 'Hello', suggestedActions: actions('One', 'Two') }]);
    const page = await chat.page(`${site.url}/host`, phone);
    await page.click('.launcher');
    await page.getByRole('button', { name: 'Two' }).waitFor();
    const seen = new Set<string>();
    for (let steps = 0; steps < 20; steps += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate<string>('document.activeElement.id || document.activeElement.tagName'));
    }
    // The browser's own bar comes between the last and the first: the body stands for it.
    expect([...seen].toSorted()).toEqual(['BODY', 'SPORTELLO-CHAT']);
    await page.keyboard.press('Escape');
    await eventually(() => focused(page)).toMatch(/^launcher/);
  });

  test('a pressed button leaves the focus in the conversation, where all times show', async () => {
    const site = await chat.site([{ text: 'Hello', suggestedActions: actions('One', 'Two') }]);
    const page = await chat.page(`${site.url}/`);
    await page.getByRole('button', { name: 'Two' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.own').waitFor();
    expect(await focused(page)).toBe('log');
    expect(await page.locator('time').first().isVisible()).toBe(true);
  });

  test('tells a screen reader what comes: politely for messages, at once for errors', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/host`);
    await page.click('.launcher');
    await page.getByRole('dialog', { name: 'Sportello' }).waitFor();
    const log = page.getByRole('log', { name: 'Messages' });
    expect(await log.getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('[role=alert]').count()).toBe(1);
    expect(await page.getByRole('textbox', { name: 'Write your question' }).count()).toBe(1);
    expect(await page.getByRole('combobox', { name: 'Language' }).count()).toBe(1);
  });
});

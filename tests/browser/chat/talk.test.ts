import { describe, expect, test } from 'vitest';
import type { Reply } from '../../support/chat-site.ts';
import { bubbles, eventually, inspect, sendText, useChatBrowser } from '../../support/chat-browser.ts';

const chat = useChatBrowser();

const buttons: Reply = {
  text: 'What is it about?',
  suggestedActions: {
    actions: [
      { type: 'postBack', title: 'Money', value: 'topic.ask.money' },
      { type: 'imBack', title: 'Say hello', value: 'hello there' },
      { type: 'openUrl', title: 'The office', value: 'https://example.org/office' },
    ],
  },
};

const card: Reply = {
  text: 'Yes.',
  channelData: {
    sportello: {
      speaker: { kind: 'bot' },
      card: {
        title: 'Self-employed work on a study permit',
        body: '**Yes, within limits.** Up to 1,040 hours.\n\n1. Ask for a number.\n2. Register.',
        facts: [{ label: 'Cost', text: 'No fee (2026)' }],
        source: { body: 'Agenzia delle Entrate', url: 'https://www.agenziaentrate.gov.it/' },
        checked: 'Information as of February 2026, not yet checked by a person.',
        notes: ['Translated by a machine.'],
      },
    },
  },
};

describe('a conversation in the widget', () => {
  test('opens with a label on the first visit, greets, takes a question and shows the answer', async () => {
    const site = await chat.site();
    site.answer(({ text }) => [{ text: `You asked: ${text ?? ''}` }]);
    const page = await chat.page(`${site.url}/host`);
    expect(await page.getByRole('button', { name: 'Ask, in your language' }).innerText()).toBe('Ask, in your language');
    await page.click('.launcher');
    await page.getByText('Hello', { exact: true }).waitFor();
    await sendText(page, 'Where do I register?');
    await page.getByText('You asked: Where do I register?').waitFor();
    expect((await bubbles(page)).slice(-2)).toEqual(['Where do I register?', 'You asked: Where do I register?']);
    expect(site.texts()).toEqual(['Where do I register?']);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Open the chat' }).innerText()).toBe('');
  });

  test('names a sender once per run and tells the time on a tap', async () => {
    const site = await chat.site([{ text: 'One' }, { text: 'Two' }]);
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Two').waitFor();
    expect(await page.locator('.bot .speaker').count()).toBe(1);
    const time = page.locator('.message').last().locator('time');
    expect(await time.isVisible()).toBe(false);
    await page.locator('.message').last().locator('.bubble').click();
    expect(await time.innerText()).toMatch(/^\d{1,2}:\d\d/);
  });

  test('shows buttons under the last message only, and sends what they hold', async () => {
    const site = await chat.site([buttons]);
    const page = await chat.page(`${site.url}/`);
    const office = page.getByRole('link', { name: /The office/ });
    expect([await office.getAttribute('href'), await office.getAttribute('target'), await office.getAttribute('rel')]).toEqual([
      'https://example.org/office',
      '_blank',
      'noopener noreferrer nofollow',
    ]);
    await page.getByRole('button', { name: 'Money' }).click();
    await page.locator('.own').waitFor();
    expect(await page.locator('.actions').count()).toBe(0);
    await expect
      .poll(() => site.received().map(({ text, value }) => ({ text, value })))
      .toEqual([{ text: 'Money', value: 'topic.ask.money' }]);
    site.say(buttons);
    await page.getByRole('button', { name: 'Say hello' }).click();
    await eventually(() => site.texts()).toEqual(['Money', 'hello there']);
    expect(site.received()[1]?.value).toBeUndefined();
    expect(site.received().every(({ locale }) => locale === 'en')).toBe(true);
  });

  test('draws an answer as a card: bold first words, steps, facts, source with its date, notes', async () => {
    const site = await chat.site([card]);
    const page = await chat.page(`${site.url}/`);
    const shown = page.locator('.card');
    expect(await shown.locator('.body p').first().locator('b').innerText()).toBe('Yes, within limits.');
    expect(await shown.locator('ol li').allInnerTexts()).toEqual(['Ask for a number.', 'Register.']);
    expect(await shown.locator('dl').innerText()).toMatch(/^Cost\s+No fee \(2026\)$/);
    expect(await shown.getByRole('link').getAttribute('href')).toBe('https://www.agenziaentrate.gov.it/');
    expect(await shown.locator('.origin p').allInnerTexts()).toEqual([
      expect.stringContaining('Agenzia delle Entrate'),
      'Information as of February 2026, not yet checked by a person.',
      'Translated by a machine.',
    ]);
  });

  test('says who is behind the counter: assistant, waiting with the promised time, mentor, assistant again', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    const who = page.locator('.who');
    await eventually(() => who.innerText()).toBe('Automatic assistant');
    const promisedAt = Date.now() + 86_400_000;
    site.say({
      text: 'You are in the queue.',
      channelData: { sportello: { speaker: { kind: 'bot' }, owner: 'queue', promisedAt } },
    });
    await eventually(() => who.innerText()).toBe('Waiting for a mentor');
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long' }).format(promisedAt);
    expect(await page.locator('.promise').innerText()).toContain(weekday);
    site.say({ text: 'Hello, I am here.', channelData: { sportello: { speaker: { kind: 'mentor', name: 'Marta' } } } }, 'mentor');
    await eventually(() => who.innerText()).toContain('Marta');
    expect(await page.locator('.promise').isVisible()).toBe(false);
    expect(await page.locator('.mentor .speaker').innerText()).toContain('Marta');
    site.say({ text: 'I am back.', channelData: { sportello: { speaker: { kind: 'bot' }, owner: 'bot' } } });
    await eventually(() => who.innerText()).toBe('Automatic assistant');
  });

  test('shows dots for ten seconds, then that it is still looking, then the answer', async () => {
    const site = await chat.site();
    const context = await chat.visitor();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    await sendText(page, 'A hard question');
    await page.locator('.typing').waitFor();
    await eventually(() => site.texts()).toEqual(['A hard question']);
    await page.clock.fastForward(10_000);
    expect(await page.locator('.looking').innerText()).toBe('Still looking for an answer');
    expect(await page.locator('.typing').count()).toBe(0);
    site.say({ text: 'Found it.' });
    await page.getByText('Found it.').waitFor();
    expect(await page.locator('.looking').count()).toBe(0);
  });

  test('stays at the end when a line or a keyboard takes room, and leaves who reads above where they are', async () => {
    const site = await chat.site(Array.from({ length: 30 }, (_, index) => ({ text: `Message ${String(index)}` })));
    const page = await chat.page(`${site.url}/`, { viewport: { width: 360, height: 740 } });
    const toEnd = async (): Promise<number> =>
      (await inspect<number>(page, '.log', 'element.scrollHeight - element.scrollTop - element.clientHeight'))[0] ?? -1;
    await page.getByText('Message 29', { exact: true }).waitFor();
    await eventually(toEnd).toBeLessThan(2);
    await page.setViewportSize({ width: 360, height: 400 });
    await eventually(toEnd).toBeLessThan(2);
    site.say({ text: 'A mentor comes.', channelData: { sportello: { speaker: { kind: 'bot' }, owner: 'queue' } } });
    await page.locator('.promise:not([hidden])').waitFor();
    await eventually(toEnd).toBeLessThan(2);
    await inspect(page, '.log', '(element.scrollTop = 0)');
    await eventually(toEnd).toBeGreaterThan(500);
    site.say({ text: 'One more' });
    await page.getByRole('button', { name: 'New messages below' }).click();
    await eventually(toEnd).toBeLessThan(2);
    expect(await page.locator('.below').isVisible()).toBe(false);
  });

  test('grows to four lines, breaks lines with Shift, and leaves Enter to an input method', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    const field = page.locator('textarea');
    const height = async (): Promise<number> => (await field.boundingBox())?.height ?? 0;
    const one = await height();
    await field.fill('a\nb\nc\nd');
    const four = await height();
    await field.fill('a\nb\nc\nd\ne\nf');
    expect(four).toBeGreaterThan(one + 60);
    expect(await height()).toBe(four);
    await field.fill('first');
    await field.press('Shift+Enter');
    await field.pressSequentially('second');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await field.inputValue()).toBe('first\nsecond');
    await field.press('Enter');
    await eventually(() => site.texts()).toEqual(['first\nsecond']);
  });
});

describe('languages', () => {
  test.each([
    ['en', 'Write your question', 'ltr'],
    ['it', 'Scrivi la tua domanda', 'ltr'],
    ['ar', 'اكتب سؤالك', 'rtl'],
    ['zh', '写下您的问题', 'ltr'],
    ['es', 'Escribe tu pregunta', 'ltr'],
    ['fr', 'Écrivez votre question', 'ltr'],
  ])('speaks %s when the browser does', async (locale, placeholder, direction) => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`, { locale });
    await page.getByPlaceholder(placeholder).waitFor();
    expect(await page.locator('.root').getAttribute('dir')).toBe(direction);
    expect((await bubbles(page))[0]).toContain(`(${locale === 'zh' ? 'zh-Hans' : locale})`);
  });

  test('switches by the head, tells the assistant, and remembers', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    expect(await page.locator('select option').allInnerTexts()).toContain('العربية');
    await page.getByLabel('Language').selectOption('ar');
    await page.getByPlaceholder('اكتب سؤالك').waitFor();
    await expect
      .poll(() => site.received().map(({ name, value }) => ({ name, value })))
      .toEqual([{ name: 'language', value: 'ar' }]);
    await page.reload();
    await page.getByPlaceholder('اكتب سؤالك').waitFor();
  });

  test('follows the conversation when the assistant goes over to another language', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    site.say({ text: 'Ciao', channelData: { sportello: { speaker: { kind: 'bot' }, language: 'it' } } });
    await page.getByPlaceholder('Scrivi la tua domanda').waitFor();
    site.say({ text: 'Only in French', channelData: { sportello: { speaker: { kind: 'bot' }, language: 'fr', entry: 'it/x' } } });
    await page.getByText('Only in French').waitFor();
    expect(await page.locator('textarea').getAttribute('placeholder')).toBe('Scrivi la tua domanda');
  });

  test('writes each message in its own direction, whatever the direction around it', async () => {
    const site = await chat.site([{ text: 'مرحبا بك' }, { text: 'Hello in English' }]);
    const page = await chat.page(`${site.url}/`, { locale: 'ar' });
    await page.getByText('Hello in English').waitFor();
    const directions = (await inspect<string>(page, '.message .text', 'getComputedStyle(element).direction')).slice(-2);
    expect(directions).toEqual(['rtl', 'ltr']);
    const box = await page.locator('.launcher, .send').first().boundingBox();
    expect(box?.x).toBeLessThan(640);
  });

  test('takes the language of the page when the tag names one', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/host?script=${encodeURIComponent('data-language="fr"')}`);
    await eventually(() => page.locator('.launcher').innerText()).toBe('Posez votre question dans votre langue');
    expect(await page.locator('.root').getAttribute('lang')).toBe('fr');
  });
});

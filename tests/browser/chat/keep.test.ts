import { describe, expect, test } from 'vitest';
import { bubbles, eventually, sendText, useChatBrowser } from '../../support/chat-browser.ts';

const chat = useChatBrowser();
const mentor = { channelData: { sportello: { speaker: { kind: 'mentor', name: 'Marta' } } } } as const;

describe('nothing is lost and nothing comes twice', () => {
  test('what is written without a connection waits with a clock and is sent by itself', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('No connection. Your messages will be sent when it is back.').waitFor();
    await sendText(page, 'one');
    await sendText(page, 'two');
    expect(await page.locator('.waiting .icon-clock').count()).toBe(2);
    await page.context().setOffline(false);
    await eventually(() => site.texts()).toEqual(['one', 'two']);
    await eventually(() => page.locator('.waiting').count()).toBe(0);
    expect(await page.locator('.notice').isVisible()).toBe(false);
    expect((await bubbles(page)).slice(-2)).toEqual(['one', 'two']);
  });

  test('what waits survives a reload, and arrives once and in order', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    site.setUp(false);
    await sendText(page, 'one');
    await sendText(page, 'two');
    await page.getByText('The service does not answer. We keep trying.').waitFor();
    await page.goto('about:blank');
    await page.goto(`${site.url}/host`);
    site.setUp(true);
    await eventually(() => site.texts()).toEqual(['one', 'two']);
    await page.click('.launcher');
    await eventually(async () => (await bubbles(page)).slice(-2)).toEqual(['one', 'two']);
    expect(await page.locator('.waiting').count()).toBe(0);
  });

  test('a message whose receipt was lost on the way is sent again and kept once', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    let posts = 0;
    await page.route('**/activities', async (route) => {
      posts += 1;
      if (posts > 1) return await route.continue();
      await route.fetch();
      return await route.abort();
    });
    await sendText(page, 'only once');
    await eventually(() => page.locator('.message.sent', { hasText: 'only once' }).count()).toBe(1);
    site.say({ text: 'the end' });
    await page.getByText('the end').waitFor();
    expect(site.texts()).toEqual(['only once']);
    expect((await bubbles(page)).filter((text) => text === 'only once')).toHaveLength(1);
  });

  test('a message that is refused stays, says so, and can be sent again', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    await page.route('**/activities', (route) => route.fulfill({ status: 400, json: { error: { code: 'body-invalid' } } }));
    await sendText(page, 'hm');
    await page.getByRole('alert').getByText('the service did not accept it').waitFor();
    await page.unroute('**/activities');
    await page.getByRole('button', { name: 'Send again' }).click();
    await eventually(() => site.texts()).toEqual(['hm']);
    await page.locator('.message.sent', { hasText: 'hm' }).waitFor();
    expect(await page.locator('.refused').count()).toBe(0);
  });

  test('a cut socket comes back from where it was', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    await eventually(() => site.sockets()).toBe(1);
    site.say({ text: 'before' });
    await page.getByText('before').waitFor();
    site.cut();
    for (const text of ['while away 1', 'while away 2']) site.say({ text });
    await page.getByText('while away 2', { exact: true }).waitFor();
    await eventually(() => site.sockets()).toBe(1);
    site.say({ text: 'after' });
    await page.getByText('after').waitFor();
    expect((await bubbles(page)).slice(-4)).toEqual(['before', 'while away 1', 'while away 2', 'after']);
  });

  test('without sockets it asks instead', async () => {
    const site = await chat.site();
    const context = await chat.visitor();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const refuse = (): never => {
        throw new Error('no sockets here');
      };
      Object.defineProperty(globalThis, 'WebSocket', { value: refuse });
    });
    await page.goto(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    site.say({ text: 'by asking' });
    await page.getByText('by asking').waitFor();
    expect(site.sockets()).toBe(0);
  });

  test('a token that the service no longer takes is replaced, and the conversation goes on', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await page.getByText('Hello', { exact: true }).waitFor();
    site.pass(2 * 3_600_000);
    await sendText(page, 'still here');
    await eventually(() => site.texts()).toEqual(['still here']);
    expect((await bubbles(page)).filter((text) => text === 'Hello')).toHaveLength(1);
  });

  test('after everything was deleted the next message begins a new conversation', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/`);
    await sendText(page, 'a secret');
    await eventually(() => site.texts()).toEqual(['a secret']);
    site.forget();
    await sendText(page, 'hello again');
    await eventually(() => site.texts()).toEqual(['a secret', 'hello again']);
    await eventually(async () => (await bubbles(page)).slice(-2)).toEqual(['Hello', 'hello again']);
    expect(await bubbles(page)).not.toContain('a secret');
  });
});

describe('coming back', () => {
  test('a visitor who left finds the mentor’s answer waiting, with a badge', async () => {
    const site = await chat.site();
    const page = await chat.page(`${site.url}/host`);
    await page.click('.launcher');
    await page.getByText('Hello', { exact: true }).waitFor();
    await sendText(page, 'I need a person');
    await eventually(() => site.texts()).toEqual(['I need a person']);
    await page.goto('about:blank');
    site.say({ text: 'Here I am.', ...mentor }, 'mentor');
    site.say({ text: 'Which city?', ...mentor }, 'mentor');
    await page.goto(`${site.url}/host`);
    await page.getByRole('button', { name: 'Open the chat: ⁨2⁩ new messages' }).waitFor();
    expect(await page.locator('.badge').innerText()).toBe('2');
    await page.click('.launcher');
    await page.getByText('Which city?').waitFor();
    await page.click('.close');
    expect(await page.locator('.badge').isVisible()).toBe(false);
    site.say({ text: 'Are you there?', ...mentor }, 'mentor');
    await eventually(() => page.locator('.badge').innerText()).toBe('1');
  });

  test('a closed widget of somebody new calls nobody, and one without a mentor holds no socket', async () => {
    const site = await chat.site();
    const context = await chat.visitor();
    const page = await context.newPage();
    const calls: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && calls.push(request.url()));
    await page.goto(`${site.url}/host`);
    await page.locator('.launcher').waitFor();
    expect(calls).toEqual([]);
    await page.click('.launcher');
    await eventually(() => site.sockets()).toBe(1);
    await page.click('.close');
    await eventually(() => site.sockets()).toBe(0);
  });

  test('two tabs opened at once share one conversation', async () => {
    const site = await chat.site();
    const context = await chat.visitor();
    const [one, two] = [await context.newPage(), await context.newPage()];
    await Promise.all([one.goto(`${site.url}/`), two.goto(`${site.url}/`)]);
    await Promise.all([one.getByText('Hello', { exact: true }).waitFor(), two.getByText('Hello', { exact: true }).waitFor()]);
    site.answer(() => [{ text: 'an answer' }]);
    await sendText(one, 'from the first tab');
    await Promise.all([one.getByText('an answer').waitFor(), two.getByText('an answer').waitFor()]);
    expect((await bubbles(two)).slice(-2)).toEqual(['from the first tab', 'an answer']);
    expect(await bubbles(two)).toEqual(await bubbles(one));
    expect(site.texts()).toEqual(['from the first tab']);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formBrowser } from '../../support/form-browser.ts';
import { startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
beforeEach(async () => {
  server = await startWebChatServer();
});
afterEach(async () => {
  await server.stop();
});

test('a person without JavaScript is greeted, asks, and reads the answer on the next page', async () => {
  const browser = formBrowser(server.url);
  await browser.open('/chat/plain');
  expect(browser.messages()).toEqual(['assistant in en: hello (en)']);
  await browser.submit({ text: 'Do I need a permit?\r\nI sell food.' });
  expect(browser.status()).toBe(200);
  expect(browser.messages()).toEqual([
    'assistant in en: hello (en)',
    'you in en: Do I need a permit?\nI sell food.'.replace('\n', ''),
    'assistant in en: echo: Do I need a permit?I sell food.',
  ]);
  expect(server.received()[0]?.text).toBe('Do I need a permit?\nI sell food.');
});

test('buttons under the last message say their label and mean their value', async () => {
  const browser = formBrowser(server.url);
  await browser.open('/chat/plain');
  const user = userOf(browser.cookie);
  const actions = [
    { type: 'postBack', title: 'Yes & no', value: 'menu.ask.yes' },
    { type: 'imBack', title: 'Help', value: 'help me' },
    { type: 'openUrl', title: 'Site', value: 'https://example.org/' },
    { type: 'openUrl', title: 'Bad', value: 'javascript:alert(1)' },
  ] as const;
  server.say(user, null, { text: 'Choose', suggestedActions: { actions } });
  await browser.open('/chat/plain');
  expect(browser.buttons()).toEqual([
    ['Yes &amp; no', 'choose', 'menu.ask.yes'],
    ['Help', 'text', 'help me'],
  ]);
  expect(browser.html()).toContain('href="https://example.org/"');
  expect(browser.html()).not.toContain('javascript:');
  await browser.submit({ choose: 'menu.ask.yes' });
  expect(server.received()).toMatchObject([{ text: 'Yes & no', value: 'menu.ask.yes', channelData: { postBack: true } }]);
  expect(browser.buttons()).toEqual([]);
});

test('the same form sent twice says it once; after going back, something else is said', async () => {
  const browser = formBrowser(server.url);
  await browser.open('/chat/plain');
  const [, key = ''] = /name="key" value="([^"]*)"/.exec(browser.html()) ?? [];
  await browser.submit({ text: 'once', key });
  await browser.submit({ text: 'once', key });
  await browser.submit({ text: 'another', key });
  expect(server.received().map(({ text }) => text)).toEqual(['once', 'another']);
});

test('the conversation stays when the person comes back, and begins anew when it was deleted', async () => {
  const browser = formBrowser(server.url);
  await browser.open('/chat/plain');
  await browser.submit({ text: 'ciao' });
  await browser.open('/chat/plain');
  expect(browser.messages()).toHaveLength(3);
  server.forget(userOf(browser.cookie));
  await browser.open('/chat/plain');
  expect(browser.messages()).toEqual(['assistant in en: hello (en)']);
});

describe('what can not be sent stays in the form, with a sentence', () => {
  test.each([
    ['too long a text', { text: 'a'.repeat(4_097) }, {}, 413, 'tooLong in en'],
    ['a form that is not ours', { text: 'kept', proof: 'forged' }, {}, 403, 'stale in en'],
    ['a form on a page of another site', { text: 'kept' }, { 'Sec-Fetch-Site': 'cross-site' }, 403, 'stale in en'],
    ['a form without its cookie', { text: 'kept' }, { Cookie: 'sportello_visitor=x' }, 403, 'stale in en'],
  ])('%s', async (_name, fields, headers, status, alert) => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    await browser.submit(fields, headers);
    expect(browser.status()).toBe(status);
    expect(browser.html()).toContain(`role="alert">${alert}<`);
    expect(browser.html()).toContain(`dir="auto">${fields.text}</textarea>`);
    expect(server.received()).toEqual([]);
    await browser.submit({ text: 'again' });
    expect(server.received().map(({ text }) => text)).toEqual(['again']);
  });

  test("another visitor's form", async () => {
    const [one, other] = [formBrowser(server.url), formBrowser(server.url)];
    await one.open('/chat/plain');
    await other.open('/chat/plain');
    const [, proof = ''] = /name="proof" value="([^"]*)"/.exec(other.html()) ?? [];
    await one.submit({ text: 'hello', proof });
    expect(one.status()).toBe(403);
  });

  test('too many messages', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    for (let count = 0; count < 21; count++) await browser.submit({ text: `message ${String(count)}` });
    expect(browser.status()).toBe(429);
    expect(browser.html()).toContain('tooFast in en');
    expect(browser.html()).toContain('message 20</textarea>');
  });

  test('nothing at all is no fault', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    await browser.submit({ text: '  \r\n ' });
    expect([browser.status(), server.received()]).toEqual([200, []]);
  });
});

describe('the page', () => {
  test.each([
    ['ar', 'lang="ar" dir="rtl"'],
    ['zh-CN,zh;q=0.9', 'lang="zh-Hans" dir="ltr"'],
    ['tl, ar;q=0.3', 'lang="ar" dir="rtl"'],
    ['xx', 'lang="en" dir="ltr"'],
  ])('speaks the language of the browser: %s', async (language, attributes) => {
    const browser = formBrowser(server.url, language);
    await browser.open('/chat/plain');
    expect(browser.html()).toContain(`<html ${attributes}>`);
  });

  test('speaks the language that was chosen, and keeps it when a message is sent', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain?lang=ar');
    await browser.submit({ text: 'مرحبا' });
    expect(browser.html()).toContain('<html lang="ar" dir="rtl">');
  });

  test('follows the language that is spoken in the conversation, unless another was chosen', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    await browser.submit({ text: '你好' });
    server.say(userOf(browser.cookie), null, { text: '您好', locale: 'zh-Hans' });
    await browser.open('/chat/plain');
    expect(browser.html()).toContain('<html lang="zh-Hans" dir="ltr">');
    await browser.open('/chat/plain?lang=ar');
    expect(browser.html()).toContain('<html lang="ar" dir="rtl">');
  });

  test('marks the language and direction of each message', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    const channelData = { sportello: { direction: 'rtl' as const } };
    server.say(userOf(browser.cookie), null, { text: 'أهلا', locale: 'ar', channelData });
    await browser.open('/chat/plain');
    expect(browser.html()).toMatch(/<div dir="rtl"\s+lang="ar"><p>أهلا<\/p><\/div>/);
  });

  test('runs nothing that people or answers write', async () => {
    const browser = formBrowser(server.url);
    await browser.open('/chat/plain');
    const attack =
      '<script>alert(1)</script>"><img src=x onerror=alert(1)> [x](javascript:alert(1)) https://a.example/"onclick=x';
    const channelData = { sportello: { speaker: { kind: 'mentor' as const, name: '<b>Eve</b>' } } };
    server.say(userOf(browser.cookie), null, { text: attack, locale: '"><script>', channelData }, 'mentor');
    await browser.submit({ text: attack });
    expect(browser.html()).not.toMatch(/<script|<img|<b>Eve|href="javascript|"onclick/);
    const { headers } = await fetch(`${server.url}/chat/plain`);
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('at the front loads the widget, and without JavaScript leads to the form', async () => {
    const response = await fetch(server.url, { headers: { 'Accept-Language': 'ar' } });
    const html = await response.text();
    expect(html).toContain('<script src="/widget.js" defer data-open></script>');
    expect(html).toMatch(/<noscript>.*<a href="\/chat\/plain\?lang=ar">.*<\/noscript>/);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect((await fetch(`${server.url}/chat/plain.css`)).headers.get('content-type')).toContain('text/css');
  });
});

/** The visitor that the cookie names. */
function userOf(cookie: string): string {
  const [, claims = ''] = cookie.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { user: string }).user;
}

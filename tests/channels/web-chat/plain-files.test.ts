import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { png } from '../../support/files.ts';
import { formBrowser } from '../../support/form-browser.ts';
import type { FormBrowser } from '../../support/form-browser.ts';
import { startWebChatServer } from '../../support/web-chat-server.ts';
import type { WebChatServer } from '../../support/web-chat-server.ts';

let server: WebChatServer;
let browser: FormBrowser;
beforeEach(async () => {
  const bytes = png();
  server = await startWebChatServer({
    openMedia: () => Promise.resolve({ bytes, contentType: 'image/png', name: 'permit.png' }),
  });
  browser = formBrowser(server.url);
  await browser.open('/chat/plain');
});
afterEach(() => server.stop());

const picture = (name = 'permit.png'): File => new File([new Uint8Array(png())], name, { type: 'image/png' });
const large = (bytes: number): File => new File([new Uint8Array(bytes)], 'large.png', { type: 'image/png' });

test('a person without JavaScript sends a file alone, and finds it in the conversation', async () => {
  await browser.attach(picture());
  expect(browser.status()).toBe(200);
  expect(server.received()).toMatchObject([
    { type: 'message', text: '', attachments: [{ contentType: 'image/png', contentUrl: 'media:m1', name: 'permit.png' }] },
  ]);
  const [, address = ''] = /<a href="([^"]*)"><bdi>permit.png<\/bdi>/.exec(browser.html()) ?? [];
  const file = await fetch(`${server.url}${address.replaceAll('&amp;', '&')}`);
  expect([file.status, file.headers.get('content-disposition')]).toEqual([200, "attachment; filename*=UTF-8''permit.png"]);
});

test('words may go with it', async () => {
  await browser.attach(picture(), { text: 'Is this\r\nthe form?' });
  expect(server.received()).toMatchObject([{ text: 'Is this\nthe form?', attachments: [{ name: 'permit.png' }] }]);
});

test('the same file sent twice is said once; another one is said too', async () => {
  const [, key = ''] = /name="key" value="([^"]*)"/.exec(browser.html()) ?? [];
  await browser.attach(picture(), { key });
  await browser.attach(picture(), { key });
  await browser.attach(new File([new Uint8Array(png(10, 10))], 'b.png'), { key });
  expect(server.received().map(({ attachments }) => attachments?.[0]?.name)).toEqual(['permit.png', 'b.png']);
});

test('a file from a mentor is a link, and its name runs nothing', async () => {
  const [, claims = ''] = browser.cookie.split('.');
  const { user } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { user: string };
  const attachments = [{ contentType: 'application/pdf', contentUrl: 'media:m2', name: '<b>form.pdf' }];
  server.say(user, null, { text: '', attachments }, 'mentor');
  await browser.open('/chat/plain');
  expect(browser.html()).toMatch(/href="\/v3\/directline\/conversations\/[^"]+\/files\/m2\?[^"]+"><bdi>&lt;b&gt;form.pdf<\/bdi>/);
});

describe('a file that is not taken leaves the form open, with a sentence', () => {
  test.each([
    ['of a kind that is not kept', () => new File(['<svg/>'], 'a.svg'), 415],
    ['empty', () => new File([], 'empty.pdf'), 415],
    ['larger than 10 MB', () => large(10 * 1024 * 1024 + 1), 413],
    ['so large that it is not read', () => large(12 * 1024 * 1024), 413],
  ])('%s', async (_what, file, status) => {
    await browser.attach(file());
    expect(browser.status()).toBe(status);
    expect(browser.html()).toContain('role="alert">refusedFile in en<');
    expect(browser.html()).toMatch(/<details class="attach"\s+open>/);
    expect(server.received()).toEqual([]);
  });

  test('in the language that was chosen, even where the form was not read', async () => {
    await browser.open('/chat/plain?lang=ar');
    await browser.attach(large(12 * 1024 * 1024));
    expect(browser.html()).toContain('refusedFile in ar');
  });

  test('and the words that came with it', async () => {
    await browser.attach(new File(['<svg/>'], 'a.svg'), { text: 'my permit' });
    expect(browser.html()).toContain('dir="auto">my permit</textarea>');
  });

  test('a body that is no such form', async () => {
    const response = await fetch(`${server.url}/chat/plain/file`, {
      method: 'POST',
      body: '--a\r\nnonsense',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b', Cookie: browser.cookie },
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('chooseAgain in en')]);
  });
});

describe('a form that is not ours hands in nothing', () => {
  test.each([
    ['forged', { proof: 'forged' }, {}],
    ['on a page of another site', {}, { 'Sec-Fetch-Site': 'cross-site' }],
    ['without its cookie', {}, { Cookie: 'sportello_visitor=x' }],
  ])('%s', async (_what, fields, headers) => {
    await browser.attach(picture(), { text: 'kept', ...fields }, headers);
    expect([browser.status(), server.received()]).toEqual([403, []]);
    expect(browser.html()).toContain('role="alert">chooseAgain in en<');
    expect(browser.html()).toContain('dir="auto">kept</textarea>');
  });
});

test('nothing chosen is no fault, and words alone are said', async () => {
  await browser.attach(null);
  expect([browser.status(), server.received()]).toEqual([200, []]);
  await browser.attach(null, { text: 'only words' });
  expect(server.received()).toMatchObject([{ text: 'only words' }]);
});

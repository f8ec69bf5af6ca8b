import { expect, test } from 'vitest';
import type { Reply } from '../../support/chat-site.ts';
import { bubbles, inspect, sendText, useChatBrowser } from '../../support/chat-browser.ts';

const chat = useChatBrowser();
const evil = 'https://evil.example';

/** What has broken chats before: markup, handlers, addresses that run, Markdown that becomes either, and what hides them. */
const payloads: readonly string[] = [
  '<script>hit()</script>',
  `<script src="${evil}/a.js"></script>`,
  `<img src="${evil}/a.png">`,
  '<img src=x onerror=hit()>',
  '<img src=x onerror="hit()"//>',
  '<svg onload=hit()>',
  '<svg><script>hit()</script></svg>',
  '<svg><animate onbegin=hit() attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:hit()"><text y=20>x</text></a></svg>',
  '<math><mi xlink:href="javascript:hit()">x</mi></math>',
  `<iframe src="${evil}"></iframe>`,
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  `<object data="${evil}/a.swf"></object>`,
  `<embed src="${evil}/a.swf">`,
  `<link rel=stylesheet href="${evil}/a.css">`,
  `<link rel=prefetch href="${evil}/p">`,
  `<style>@import url(${evil}/a.css);</style>`,
  `<div style="background:url(${evil}/bg.png)">x</div>`,
  `<base href="${evil}/">`,
  `<meta http-equiv=refresh content="0;url=${evil}">`,
  `<form action="${evil}"><button>Send</button></form>`,
  `<video poster="${evil}/p.png" src="${evil}/v.mp4" autoplay></video>`,
  `<audio src="${evil}/a.mp3" autoplay onerror=hit()></audio>`,
  '<details open ontoggle=hit()>x</details>',
  '<input autofocus onfocus=hit()>',
  '<body onload=hit()>',
  '<marquee onstart=hit()>x</marquee>',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<template><script>hit()</script></template>',
  '<textarea></textarea><script>hit()</script>',
  '"><script>hit()</script>',
  `'-hit()-'`,
  '${hit()}',
  '{{constructor.constructor("hit()")()}}',
  '</div></dialog><script>hit()</script>',
  '<!--><script>hit()</script>',
  '<![CDATA[<script>hit()</script>]]>',
  '<scr<script>ipt>hit()</scr</script>ipt>',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '\u0000<script>hit()</script>',
  '[click](javascript:hit())',
  '[click](JaVaScRiPt:hit())',
  '[click](java\tscript:hit())',
  '[click](&#106;avascript:hit())',
  '[click](data:text/html,<script>hit()</script>)',
  '[click](vbscript:hit())',
  '[click](blob:https://evil.example/1)',
  '[click](file:///etc/passwd)',
  '[click](//evil.example)',
  '[click](https://bank.example@evil.example)',
  '[click](https://ok.example"onmouseover="hit())',
  '[<img src=x onerror=hit()>](https://ok.example)',
  `![picture](${evil}/a.png)`,
  `![x](javascript:hit())`,
  '**<img src=x onerror=hit()>**',
  '1. <img src=x onerror=hit()>',
  '- <script>hit()</script>',
  'javascript:hit()',
  'https://ok.example/"onclick="hit()',
  'https://ok.example/<script>hit()</script>',
  '<a href="javascript:hit()">x</a>',
  '<a href="https://ok.example" onclick="hit()">x</a>',
];

/** The same words everywhere that words can come from. */
function everywhere(payload: string): readonly Reply[] {
  return [
    { text: payload },
    { text: payload, textFormat: 'plain', channelData: { sportello: { speaker: { kind: 'mentor', name: payload } } } },
    {
      text: payload,
      channelData: {
        sportello: {
          language: payload,
          card: {
            title: payload,
            body: payload,
            facts: [{ label: payload, text: payload }],
            source: { body: payload, url: payload },
            checked: payload,
            notes: [payload],
          },
        },
      },
      suggestedActions: {
        actions: [
          { type: 'postBack', title: payload, value: payload },
          { type: 'openUrl', title: payload, value: payload },
        ],
      },
    },
  ];
}

test(`${String(payloads.length)} payloads, wherever words come from: nothing runs, nothing is fetched, nothing is hidden`, async () => {
  const site = await chat.site();
  const context = await chat.visitor();
  const page = await context.newPage();
  const outside: string[] = [];
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== site.url) outside.push(request.url());
  });
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.addInitScript('window.hits = 0; window.hit = () => { window.hits += 1; }; window.alert = window.hit;');
  // The page's own policy would stop some of it: it must not be what saves us.
  await page.route(`${site.url}/`, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(`${site.url}/`);
  await page.getByText('Hello', { exact: true }).waitFor();
  for (const payload of payloads) for (const reply of everywhere(payload)) site.say(reply);
  site.say({ text: 'the last one' });
  await page.getByText('the last one').waitFor();
  await sendText(page, payloads.join('\n'));
  await page.locator('.own.sent').waitFor();
  expect(await page.evaluate('window.hits')).toBe(0);
  expect(outside).toEqual([]);
  expect((await inspect<readonly string[]>(page, '.log *', foreignParts)).flat()).toEqual([]);
  const shown = (await bubbles(page)).join('\n');
  for (const payload of [
    '<script>hit()</script>',
    '<img src=x onerror=hit()>',
    '[click](https://bank.example@evil.example)'.slice(1, 6),
  ])
    expect(shown).toContain(payload);
});

/** What is neither an element of ours nor a plain attribute of one. */
const foreignParts = `[
  ...(/^(div|p|b|em|br|ol|ul|li|dl|dt|dd|a|span|time|button|svg|path)$/i.test(element.tagName) ? [] : [element.tagName]),
  ...[...element.attributes].flatMap(({ name, value }) => {
    if (!/^(class|dir|lang|start|href|target|rel|type|role|aria-label|aria-hidden|hidden|datetime|viewBox|d)$/.test(name)) return [name];
    return name === 'href' && !/^https?:[^@]*$/.test(value) ? [value] : [];
  }),
]`;

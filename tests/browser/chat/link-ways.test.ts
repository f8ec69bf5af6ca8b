import { join } from 'node:path';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { linkCodeLifetimeMs } from '../../../src/domain/link.ts';
import { axeFaults } from '../../support/axe.ts';
import { inspect, useChatBrowser } from '../../support/chat-browser.ts';

const chat = useChatBrowser();
/** A folder for pictures, where somebody wants to look at them. */
const shots = process.env['SHOTS'];

const ways = [
  { channel: 'telegram', name: 'Telegram', url: 'https://t.me/sportello_bot?start=link_4ABCD5EFGH' },
  { channel: 'whatsapp-cloud', name: 'WhatsApp', url: 'https://wa.me/393331234567?text=4ABCD-5EFGH' },
];
const link = { code: '4ABCD-5EFGH', until: linkCodeLifetimeMs, ways };
const cases = [
  { tag: 'it-IT', language: 'it', direction: 'ltr', caption: 'Inquadra con il telefono', open: 'Apri' },
  { tag: 'ar', language: 'ar', direction: 'rtl', caption: 'وجّه كاميرا هاتفك', open: 'فتح' },
] as const;

/** The first drawing on a canvas, eight pixels a module; true where the middle of a module is dark. */
const readModules = `(() => {
  const img = document.querySelector('sportello-chat').shadowRoot.querySelector('.way img');
  const modules = ${String(encode(ways[0]?.url ?? '', { ecc: 'M', border: 4 }).size)};
  const canvas = Object.assign(document.createElement('canvas'), { width: modules * 8, height: modules * 8 });
  const paper = canvas.getContext('2d');
  paper.drawImage(img, 0, 0, modules * 8, modules * 8);
  const dark = (x, y) => paper.getImageData(x * 8 + 4, y * 8 + 4, 1, 1).data[0] < 128;
  return Array.from({ length: modules * modules }, (_, at) => dark(at % modules, Math.floor(at / modules)));
})()`;

test.each(cases)(
  'a code is drawn and can be tapped on a small phone: $tag',
  async ({ tag, language, direction, caption, open }) => {
    const text = `**4ABCD-5EFGH**\n\n- Telegram: ${ways[0]?.url ?? ''}\n- WhatsApp: ${ways[1]?.url ?? ''}`;
    const sportello = { speaker: { kind: 'bot' }, language, direction, link } as const;
    const site = await chat.site([{ text, locale: tag, channelData: { sportello } }]);
    const page = await chat.page(`${site.url}/`, { locale: tag, viewport: { width: 360, height: 740 } });
    const drawing = page.getByRole('img', { name: caption }).first();
    await drawing.waitFor();
    expect(await page.getByRole('img', { name: caption }).count()).toBe(2);
    const loaded = await inspect<number>(page, '.way img', 'element.complete ? element.naturalWidth : 0');
    expect(loaded.every((width) => width > 0)).toBe(true);
    // What a camera sees is the code itself, module by module.
    const drawn = await page.evaluate<readonly boolean[]>(readModules);
    const { data } = encode(ways[0]?.url ?? '', { ecc: 'M', border: 4 });
    expect(drawn).toEqual(data.flat());
    const hrefs = await inspect<string>(page, '.way a', 'element.href');
    expect(hrefs).toEqual(ways.map(({ url }) => url));
    expect(await page.locator('.way a').first().innerText()).toContain(open);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await inspect<boolean>(page, '.bubble', 'element.scrollWidth > element.clientWidth + 1')).not.toContain(true);
    expect(await axeFaults(page)).toEqual([]);
    if (shots !== undefined) await page.screenshot({ path: join(shots, `ways-${language}.png`) });
  },
);

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { generateToken } from '../support/direct-line-client.ts';
import { watchPages } from '../support/page-watch.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { Service } from '../support/service.ts';
import { projectRoot } from '../support/source-files.ts';

const secret = 'a secret between two servers';
const bundle = join(projectRoot, 'node_modules/botframework-webchat/dist/webchat.js');
let service: Service;
let browser: Browser;
let site: Server;

beforeAll(async () => {
  [service, browser, site] = await Promise.all([
    startService({ env: { DIRECT_LINE_SECRET: secret } }),
    launchChromium(),
    startSite(),
  ]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  site.close();
  await removeDataDirs();
});

/** Somebody else's site, which shows Microsoft's Web Chat and asks our service for a token. */
async function startSite(): Promise<Server> {
  const made = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/webchat.js') createReadStream(bundle).pipe(response);
    else if (path.startsWith('/?')) response.setHeader('Content-Type', 'text/html').end(page);
    else response.writeHead(204).end();
  });
  await once(made.listen(0, '127.0.0.1'), 'listening');
  return made;
}

const page = `<!doctype html><html lang="it"><meta charset="utf-8"><title>Un'associazione</title>
<style>html, body, #chat { block-size: 100%; margin: 0 }</style><div id="chat"></div><script src="/webchat.js"></script>
<script>
  const { token, domain, locale } = Object.fromEntries(new URLSearchParams(location.search));
  const directLine = WebChat.createDirectLine({ token, domain, conversationStartProperties: { locale } });
  WebChat.renderWebChat({ directLine, locale }, document.getElementById('chat'));
</script></html>`;

test(
  'Microsoft’s own Web Chat asks, presses the button that is suggested, and shows the answer with its source',
  { timeout: 60_000 },
  async () => {
    const token = await generateToken(service.url, secret, 'dl_webchat');
    const query = new URLSearchParams({ token, domain: `${service.url}/v3/directline`, locale: 'it-IT' });
    const context = await browser.newContext({ locale: 'it-IT' });
    const watch = watchPages(context);
    const chat = await context.newPage();
    await chat.goto(`http://127.0.0.1:${String((site.address() as AddressInfo).port)}/?${query.toString()}`);

    await chat.getByText('Sono un assistente automatico').first().waitFor();
    await chat.getByRole('textbox').fill('forfetario pago il 5 o il 15 x cento?');
    await chat.getByRole('textbox').press('Enter');
    await chat.getByText('Di quale paese parliamo?').first().waitFor();
    const suggested = chat.getByRole('toolbar');
    await suggested.getByRole('button', { name: 'Italia' }).click();
    await chat.getByText('Fonte: Agenzia delle Entrate').first().waitFor();
    await suggested.getByRole('button', { name: 'Parlare con qualcuno' }).waitFor();

    const pressed = await chat.locator('.webchat__bubble__content:visible', { hasText: 'Italia' }).allInnerTexts();
    expect(pressed.map((text) => text.trim())).toContain('Italia');
    const shown = await chat.locator('.webchat__bubble__content:visible').allInnerTexts();
    expect(shown.filter((text) => text.includes('forfetario pago'))).toHaveLength(1);
    const lines = shown
      .at(-1)
      ?.split('\n')
      .map((line) => line.replaceAll(/[^ -~]/g, ''));
    expect(lines).toContain('https://www.agenziaentrate.gov.it');
    expect(lines).toContainEqual(expect.stringMatching(/^Informazione .*20\d\d/));
    expect(watch.errors).toEqual([]);
    expect(watch.outside).toEqual([]);
    await context.close();
  },
);

import type { Browser } from 'playwright-core';
import { buildWidget } from '../tests/support/build-browser.ts';
import { startChatSite } from '../tests/support/chat-site.ts';
import { launchChromium } from '../tests/support/chromium.ts';

/**
 * How long a person on a slow phone waits for the first message, and what it costs them: navigation to the first bubble of
 * the assistant on screen, in milliseconds, and bytes over the line until then. An empty cache each time. The network and
 * the processor are slowed by Chromium itself; the service answers from memory unless an address is given.
 *
 *     node bench/widget-load.ts [runs] [address of a running service]
 */
const runs = Number(process.argv[2] ?? 5);
const service = process.argv[3];
/** Source: the acceptance line of the chat: 400 ms round trip, 50 KB/s, a processor six times slower, 2.5 s. */
const slowPhone = { latency: 400, bytesPerSecond: 50 * 1024, cpu: 6, limitMs: 2_500 };

interface Measured {
  readonly ms: number;
  readonly bytes: number;
  readonly requests: number;
}

/** Runs in the page: resolves with the time since navigation at which the frame with the first bubble was drawn. */
const firstBubble = `new Promise((resolve) => {
  const look = () => {
    const bubble = document.querySelector('sportello-chat')?.shadowRoot?.querySelector('.bot .bubble');
    if (bubble) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    else requestAnimationFrame(look);
  };
  look();
})`;

async function measure(browser: Browser, url: string, locale: string): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.latency,
    downloadThroughput: slowPhone.bytesPerSecond,
    uploadThroughput: slowPhone.bytesPerSecond,
  });
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpu });
  let bytes = 0;
  let requests = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(url, { waitUntil: 'commit' });
  const ms = await page.evaluate<number>(firstBubble);
  await context.close();
  return { ms, bytes, requests };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const built = await buildWidget();
const site = await startChatSite(built.folder);
const browser = await launchChromium();
const pages = [
  ['our own page, en', `${service ?? site.url}/`, 'en'],
  ['our own page, ar', `${service ?? site.url}/`, 'ar'],
  ...(service === undefined ? [['another page, data-open, en', `${site.url}/host?script=data-open`, 'en'] as const] : []),
] as const;
for (const [name, url, locale] of pages) {
  const measured: Measured[] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await measure(browser, url, locale));
  const ms = Math.round(median(measured.map((one) => one.ms)));
  const worst = Math.round(Math.max(...measured.map((one) => one.ms)));
  const bytes = median(measured.map((one) => one.bytes));
  const verdict = ms <= slowPhone.limitMs ? 'within' : 'ABOVE';
  const requests = median(measured.map((one) => one.requests));
  console.log(
    `${name}: median ${String(ms)} ms, worst ${String(worst)} ms of ${String(runs)} (${verdict} ${String(slowPhone.limitMs)} ms), ` +
      `${String(bytes)} bytes in ${String(requests)} requests`,
  );
}
await browser.close();
await site.stop();
await built.remove();

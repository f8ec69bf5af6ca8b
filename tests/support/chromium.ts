import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium that browser tests drive: `CHROMIUM_PATH`, else the system's own. Throws with what to do when there is none. */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = [...(named === undefined ? [] : [named]), ...places].find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(`No Chromium at ${named ?? places.join(', ')}. Install it ("apt-get install chromium") or set CHROMIUM_PATH.`);
}

/** A headless Chromium that talks to nobody but the pages it is given. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** The Chromium that tests drive: `CHROMIUM_PATH`, or where systems put it; null where there is none. */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file.`);
  }
  return places.find((path) => existsSync(path)) ?? null;
}

/** The same, installed from Debian's packages first where we may; otherwise throws the command to run. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  const command = 'apt-get update && apt-get install -y --no-install-recommends chromium';
  const isOurs = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isOurs) {
    throw new Error(
      `The browser tests need Chromium, and there is none. Run: sudo sh -c '${command}', or set CHROMIUM_PATH to one you have.`,
    );
  }
  console.log(`no Chromium found: ${command}`);
  const { status } = spawnSync('sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const installed = findChromium();
  if (status !== 0 || installed === null) throw new Error(`Chromium could not be installed. Run as root: ${command}`);
  return installed;
}

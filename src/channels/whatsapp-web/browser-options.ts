import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { ChildSettings } from './protocol.ts';

/**
 * Flags for a browser that shows one page and talks to nobody else. Root has no sandbox in Chromium; everybody else keeps it.
 * Source of the flags: Chromium's list of switches, as headless services use them.
 */
const quietFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--mute-audio',
];

/** With a page of our own nothing may be looked up: what tries is refused at once. Its own server on loopback is reached. */
const localFlags = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
];

/** How the library starts the browser, and which page it shows. */
export function browserOptions({ chromiumPath, page, startMs, callMs }: ChildSettings) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    puppeteer: {
      headless: true,
      executablePath: chromiumPath,
      // A browser on a pipe ends with us, however we end, and opens no port.
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: startMs,
      protocolTimeout: Math.max(startMs, callMs) * 2,
      args: [...quietFlags, ...sandbox, ...(page === null ? [] : localFlags)],
    },
    authTimeoutMs: startMs,
    ...(page === null ? { webVersionCache: { type: 'none' as const } } : localPage(page)),
  };
}

/** The library reads `<path>/<version>.html` and answers WhatsApp's address with it. */
function localPage(page: string) {
  const extension = extname(page);
  if (extension !== '.html') throw new Error(`WHATSAPP_WEB_PAGE must end in .html; it is ${page}`);
  return {
    webVersion: basename(page, extension),
    webVersionCache: { type: 'local' as const, path: dirname(page), strict: true },
  };
}

/**
 * A browser that was killed, or a container that got another host name, leaves its mark on the profile, and the next
 * browser refuses it. The profile is ours alone: what still runs on it is ended, and the mark removed.
 */
export function freeProfile(profile: string): void {
  const pid = Number(/-(\d+)$/.exec(linkOf(join(profile, 'SingletonLock')))?.[1] ?? 0);
  if (pid > 0 && runsOn(pid, profile)) process.kill(pid, 'SIGKILL');
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(profile, name), { force: true });
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Only where the system tells what a process is: a number alone may be anybody's by now. */
function runsOn(pid: number, profile: string): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(profile);
  } catch {
    return false;
  }
}

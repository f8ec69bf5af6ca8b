import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SportelloError } from '../../domain/errors.ts';
import type { Route } from '../../ports/channel.ts';

/**
 * Own scripts and styles, nothing written into the page, nobody else's anything. Trusted types forbid every way from a
 * text to markup, so that what people write can't become part of the page even by a mistake of ours.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': pagePolicy,
  'Cache-Control': 'no-cache',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** The desk is one page. A sign-in link is an address of it whose secret, behind `#`, never leaves the browser. */
export function pageRoutes(browserFolder: string): readonly Route[] {
  const handle: Route['handle'] = async () => ({ status: 200, headers: pageHeaders, text: await readPage(browserFolder) });
  return ['/desk', '/desk/join'].map((path) => ({ method: 'GET', path, body: 'none', handle }));
}

async function readPage(browserFolder: string): Promise<string> {
  try {
    return await readFile(join(browserFolder, 'desk/index.html'), 'utf8');
  } catch (cause) {
    throw new SportelloError('not-found', 'The desk was not built. Run: sportello build', { cause });
  }
}

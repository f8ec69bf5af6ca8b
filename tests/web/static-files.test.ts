import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWebServer } from '../../src/web/web-server.ts';
import type { WebServer } from '../../src/web/web-server.ts';
import { rawGet } from '../support/raw-get.ts';
import { silentLogger } from '../support/web-chat-server.ts';

let folder: string;
let server: WebServer;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'widget.js'), `console.log('${'widget '.repeat(200)}');`);
  await writeFile(join(folder, 'assets/desk-B7xKq2Lm.js'), 'export {};');
  await writeFile(join(folder, 'desk.html'), '<!doctype html><title>desk</title>');
  await writeFile(join(folder, '.env'), 'SECRET=1');
  server = createWebServer({
    routes: [],
    upgrades: [],
    logger: silentLogger,
    now: () => 0,
    check: () => Promise.resolve(),
    channels: () => ({}),
    browserFolder: folder,
    publicUrl: null,
    trustProxy: false,
  });
  url = `http://127.0.0.1:${String(await server.listen(0, '127.0.0.1'))}`;
});
afterEach(async () => {
  await server.stop(200);
  await rm(folder, { recursive: true });
});

describe('files of the browser part', () => {
  test('are compressed, and checked again only when their name has no hash', async () => {
    const widget = await fetch(`${url}/widget.js`, { headers: { 'Accept-Encoding': 'br' } });
    expect(widget.headers.get('content-encoding')).toBe('br');
    expect(Number(widget.headers.get('content-length'))).toBeLessThan(200);
    expect(await widget.text()).toContain('widget widget');
    expect(widget.headers.get('cache-control')).toBe('no-cache');
    expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const again = await fetch(`${url}/widget.js`, { headers: { 'If-None-Match': widget.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const hashed = await fetch(`${url}/assets/desk-B7xKq2Lm.js`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
  });

  test('that are pages have addresses without .html and may run their own scripts', async () => {
    const page = await fetch(`${url}/desk`);
    expect(await page.text()).toContain('<title>desk</title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test.each([
    '/.env',
    '/assets/../.env',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/assets',
    '/widget.js%00.html',
    '/%',
  ])('are all there is: %s', async (path) => {
    const answer = await rawGet(url, path);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/SECRET|root:/);
  });
});

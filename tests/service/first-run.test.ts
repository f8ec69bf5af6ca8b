import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { hostNode, run, sportello } from '../support/command-line.ts';
import { joinDesk } from '../support/desk-client.ts';
import { newDataDir, removeDataDirs, startService } from '../support/service.ts';
import { projectRoot } from '../support/source-files.ts';
import { openStream } from '../support/stream-client.ts';

afterEach(removeDataDirs);

const slow = { timeout: 60_000 };

/** One line, no trace: what an operator needs and nothing else. */
function expectSentence(stderr: string, found: RegExp): void {
  expect(stderr).toMatch(found);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}

describe('over an empty folder', slow, () => {
  test('three addresses are printed, and each of them opens', async () => {
    const service = await startService();
    const [chat, desk, signIn] = service.printed.slice(-3);
    expect(chat).toMatch(/^chat http:\/\/localhost:\d+\/$/);
    expect(desk).toMatch(/^desk http:\/\/localhost:\d+\/desk$/);
    expect(signIn).toMatch(/^sign-in http:\/\/localhost:\d+\/desk\/join#[\w-]{22,}$/);
    for (const line of [chat, desk, signIn]) {
      const response = await fetch(line?.split(' ')[1] ?? '');
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<html');
    }
    const channels = { 'web-chat': 'healthy', telegram: 'off' };
    expect(await (await fetch(`${service.url}/healthz`)).json()).toMatchObject({ status: 'ok', channels });
    expect(service.printed).toContain('channel web-chat healthy');
    expect(service.printed).toContain('channel telegram off: TELEGRAM_BOT_TOKEN is not set.');
  });

  test('secrets are made, for the owner’s eyes only, and stay', async () => {
    const first = await startService();
    const path = join(first.dataDir, 'secrets.json');
    const { mode, mtimeMs } = await stat(path);
    expect(mode & 0o777).toBe(0o600);
    await first.stop();
    await startService({ dataDir: first.dataDir });
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });

  test('the sign-in link works once, and no other is printed once there is an administrator', async () => {
    const first = await startService();
    await joinDesk(first.signIn, 'Marta');
    await expect(joinDesk(first.signIn, 'Mallory')).rejects.toThrow('410');
    await first.stop();
    const second = await startService({ dataDir: first.dataDir });
    expect(second.signIn).toBeNull();
    expect(second.printed.filter((line) => line.includes('#'))).toEqual([]);
  });
});

describe('while a server runs', slow, () => {
  test('a mentor’s link comes from that server, and opens its desk', async () => {
    const service = await startService();
    await joinDesk(service.signIn, 'Marta');
    const made = await sportello(['people', 'link', 'Ada', 'Lovelace'], { DATA_DIR: service.dataDir });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const link = made.stdout.trim();
    expect(new URL(link).port).toBe(new URL(service.url).port);
    expect(await (await joinDesk(link, 'Ada Lovelace')).queue()).toEqual([]);
  });

  test('a second one over the same folder refuses in one sentence, and the first goes on', async () => {
    const service = await startService();
    const second = await sportello(['serve'], { DATA_DIR: service.dataDir, PORT: '0', HOST: '127.0.0.1' });
    expect(second.code).toBe(1);
    expectSentence(second.stderr, /Another Sportello process is working in .*DATA_DIR/);
    expect(second.stdout).not.toMatch(/^chat /m);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect((await sportello(['people', 'link', 'Ada'], { DATA_DIR: service.dataDir })).code).toBe(0);
  });

  test('SIGTERM ends it in time and in order, whoever is connected', async () => {
    const service = await startService();
    const { cookie } = await joinDesk(service.signIn, 'Marta');
    const started = await fetch(`${service.url}/chat/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { streamUrl } = (await started.json()) as { readonly streamUrl: string };
    const stream = await openStream(streamUrl);
    const events = await fetch(`${service.url}/desk/api/events`, { headers: { cookie } });
    expect(events.status).toBe(200);
    const asked = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(25_000);
    expect((await stream.closed).code).toBe(1001);
    expect(await readdir(service.dataDir)).not.toContain('admin.sock');
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('what can’t be used', slow, () => {
  test('settings are refused all at once, each with its name and what is accepted', async () => {
    const { code, stdout, stderr } = await sportello(['serve'], {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://localhost/sportello',
      PUBLIC_URL: 'chat.example.org',
      DIRECT_LINE_SECRET: 'short',
      CHAT_ORIGINS: 'https://example.org/path',
      PRIVACY_URL: 'privacy',
      TRUSTED_PROXIES: '-1',
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const lines = stderr.trim().split('\n').slice(1);
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'PUBLIC_URL',
      'DIRECT_LINE_SECRET',
      'CHAT_ORIGINS',
      'PRIVACY_URL',
      'TRUSTED_PROXIES',
    ]);
    for (const line of lines) expect(line).toMatch(/; expected /);
    expect(stderr).not.toMatch(/\bat \S+ \(/);
  });

  test('a port that is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stderr } = await sportello(['serve'], { DATA_DIR: await newDataDir(), PORT: port, HOST: '127.0.0.1' });
    other.close();
    expect(code).toBe(1);
    expectSentence(stderr.replaceAll(/^\{.*\}\n/gm, ''), new RegExp(`^Port ${port} is taken .*PORT`));
  });

  test('a database that is not there', async () => {
    const url = 'postgres://nobody:a-password@127.0.0.1:1/nothing';
    const { code, stderr } = await sportello(['serve'], { DATA_DIR: await newDataDir(), PORT: '0', DATABASE_URL: url });
    expect(code).toBe(1);
    expectSentence(stderr, /127\.0\.0\.1:1.*DATABASE_URL/);
    expect(stderr).not.toContain('a-password');
  });

  test('a database that lets nobody of this name in', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'a-password';
    const { code, stderr } = await sportello(['serve'], { DATA_DIR: await newDataDir(), PORT: '0', DATABASE_URL: url.href });
    expect(code).toBe(1);
    expectSentence(stderr, new RegExp(`${url.host} refuses: .*DATABASE_URL`));
    expect(stderr).not.toContain('a-password');
  });

  test('folders that are not there', async () => {
    const { code, stderr } = await sportello(['serve'], {
      DATA_DIR: await newDataDir(),
      PORT: '0',
      CONTENT_DIR: '/nowhere/content',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('/nowhere/content:1: there is no such folder; correct CONTENT_DIR');
    expect(stderr).not.toMatch(/\bat \S+ \(/);
  });
});

describe('bin/sportello.mjs', slow, () => {
  const launcher = join(projectRoot, 'bin/sportello.mjs');

  test('runs on the Node that came with it, whatever the machine has', async () => {
    const { code, stderr } = await run(hostNode(), [launcher, 'nonsense']);
    expect(stderr).toContain('There is no command "nonsense".');
    expect(code).toBe(2);
  });

  test('says in one sentence what to do where an older Node is alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sportello-launcher-'));
    await cp(launcher, join(folder, 'bin/sportello.mjs'));
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})`;
    const { code, stderr } = await run(process.execPath, ['--import', older, join(folder, 'bin/sportello.mjs'), 'serve']);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expectSentence(stderr, /needs Node 26; this is Node 20\.20\.2\. Run "npm ci"/);
  });
});

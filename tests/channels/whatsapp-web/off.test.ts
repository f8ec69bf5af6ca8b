import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WhatsAppWebOptions } from '../../../src/channels/whatsapp-web/whatsapp-web.ts';
import { createWhatsAppWeb } from '../../../src/channels/whatsapp-web/whatsapp-web.ts';
import { seededUniverse } from '../../support/universe.ts';

const never = (): never => {
  throw new Error('nothing may be asked of the inside');
};
const options: WhatsAppWebOptions = {
  inbox: { receive: never },
  correspondence: { lastHeard: never, joinNames: never },
  openMedia: never,
  universe: seededUniverse(),
  logger: { info: never, warn: never, error: never },
  isOn: false,
  chromiumPath: null,
  page: null,
  phone: null,
  dataDir: '/nowhere',
  print: never,
};

test.each([
  ['off', {}, { state: 'off', reason: 'setting-missing', params: { setting: 'WHATSAPP_WEB' } }],
  [
    'on, without a browser',
    { isOn: true, chromiumPath: '/no/chromium' },
    { state: 'needs-a-person', reason: 'browser-missing', params: { path: '/no/chromium' } },
  ],
])('%s, it says why, starts nothing, and messages wait', async (_how, changes, health) => {
  const channel = createWhatsAppWeb({ ...options, ...changes });
  await channel.start();
  expect(channel.health.current()).toMatchObject(health);
  await expect(channel.send({} as never)).rejects.toMatchObject({ code: 'send-failed', retryAfterMs: 600_000 });
  await channel.stop();
});

test('the session’s folder is its owner’s alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sportello-session-'));
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  // Any program does: what is looked at was made before it.
  const channel = createWhatsAppWeb({ ...options, isOn: true, chromiumPath: '/bin/false', dataDir, logger: quiet });
  await channel.start();
  expect((await stat(join(dataDir, 'whatsapp-web'))).mode & 0o777).toBe(0o700);
  await channel.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Attachment } from '../../../src/domain/activity.ts';
import { SportelloError } from '../../../src/domain/errors.ts';
import type { OutboxMessage } from '../../../src/domain/outbox.ts';
import { browserProcesses } from '../../support/browser-processes.ts';
import { ogg, pdf, png } from '../../support/files.ts';
import type { WhatsAppBot } from '../../support/whatsapp-bot.ts';
import { openWhatsAppBot } from '../../support/whatsapp-bot.ts';
import type { WhatsAppPage } from '../../support/whatsapp-page.ts';
import { aminasChat, openWhatsAppPage } from '../../support/whatsapp-page.ts';

/** A busy machine starts a browser in ten seconds. */
const patient = { timeout: 30_000, interval: 50 };
const most = 20 * 1024 * 1024;
const picture = png();

const outgoing: ReadonlyMap<string, Uint8Array> = new Map([
  ['image/png', picture],
  ['application/pdf', pdf()],
  ['audio/ogg', ogg()],
]);

let page: WhatsAppPage;
let bot: WhatsAppBot;
let sessionDir: string;

beforeAll(async () => {
  sessionDir = await mkdtemp(join(tmpdir(), 'sportello-whatsapp-'));
  page = await openWhatsAppPage();
  const openMedia = ({ contentType }: Attachment) =>
    Promise.resolve({ bytes: outgoing.get(contentType) ?? picture, contentType, name: 'form' });
  bot = await openWhatsAppBot(page, { sessionDir, timing: { fileMs: 1_500 }, whatsApp: { openMedia } });
  await expectHealthy();
}, 60_000);
afterAll(async () => {
  await bot.dispose();
  await page.close();
  await rm(sessionDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
beforeEach(() => {
  page.fileFaults.length = 0;
});

async function expectHealthy(): Promise<void> {
  await vi.waitFor(() => expect(bot.whatsApp.health.current().state).toBe('healthy'), patient);
}

/** Somebody sends a file; resolves with its address once it was heard. */
async function sent(bytes: Uint8Array, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const directPath = `/v/${String(page.files.size)}`;
  page.files.set(directPath, { bytes });
  const before = bot.runs.length;
  page.say('', { directPath, size: bytes.length, ...fields });
  await expect.poll(() => bot.runs.length, patient).toBe(before + 1);
  const run = bot.runs.at(-1);
  const [attachment] = run?.type === 'activity' ? (run.activity.attachments ?? []) : [];
  return attachment?.contentUrl ?? '';
}

const fetchFile = (address: string, mostBytes = most) => bot.whatsApp.fetchMedia?.(address, mostBytes);

async function expectBytes(address: string, bytes: Uint8Array): Promise<void> {
  const file = await fetchFile(address);
  expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
}

const left = (): Promise<readonly string[]> => readdir(join(sessionDir, 'whatsapp-web', 'files'));

test.each([
  ['a picture', picture, { type: 'image', mimetype: 'image/png' }],
  ['a document', pdf(), { type: 'document', mimetype: 'application/pdf', filename: 'form.pdf' }],
  ['a voice message', ogg(), { type: 'ptt', mimetype: 'audio/ogg; codecs=opus' }],
  ['five megabytes', Buffer.alloc(5_000_000, 7), { type: 'document', mimetype: 'application/pdf' }],
])('%s comes as it was sent, and nothing of it stays on the way', async (_what, bytes, fields) => {
  await expectBytes(await sent(bytes, fields), bytes);
  expect(await left()).toEqual([]);
});

test('more than is asked for is not had, whatever its sender says of its size', async () => {
  const large = await sent(picture, { type: 'image' });
  expect(await fetchFile(large, picture.length - 1)).toBeNull();
  const lying = await sent(picture, { type: 'image', size: 5 });
  expect(await fetchFile(lying, picture.length - 1)).toBeNull();
  expect((await fetchFile(lying, picture.length))?.bytes).toHaveLength(picture.length);
});

test.each([
  ['that breaks off', 'break'],
  ['that WhatsApp has no more', 'gone'],
  ['that never ends', 'hang'],
] as const)('a download %s is refused in time, disturbs nobody, and may be tried again', async (_what, fault) => {
  const address = await sent(picture, { type: 'image' });
  const [browser] = browserProcesses(join(sessionDir, 'whatsapp-web', 'session')).main;
  page.fileFaults.push(fault);
  await expect(fetchFile(address)).rejects.toMatchObject({ code: 'send-unknown' });
  expect(await left()).toEqual([]);
  expect(bot.whatsApp.health.current().state).toBe('healthy');
  expect(browserProcesses(join(sessionDir, 'whatsapp-web', 'session')).main).toEqual([browser]);
  await expectBytes(address, picture);
});

test('a file of a message that is not there any more is gone', async () => {
  expect(await fetchFile(`whatsapp-web:false_${aminasChat}_NEVER`)).toBeNull();
  expect(await fetchFile('whatsapp-web:../../etc/passwd')).toBeNull();
  expect(await fetchFile('telegram:1')).toBeNull();
});

test('a file sent before the browser broke is had after it', { timeout: 60_000 }, async () => {
  const address = await sent(picture, { type: 'image' });
  await expect.poll(() => page.unread(), patient).toBe(0);
  for (const pid of browserProcesses(join(sessionDir, 'whatsapp-web', 'session')).main) process.kill(pid, 'SIGKILL');
  await expect.poll(() => page.isOpen(), patient).toBe(false);
  await expect(fetchFile(address)).rejects.toBeInstanceOf(SportelloError);
  await expect.poll(() => page.isOpen(), patient).toBe(true);
  await expectHealthy();
  await expectBytes(address, picture);
});

function message(contentType: string, text: string): OutboxMessage {
  const address = { channel: 'whatsapp-web', account: 'default', externalUser: aminasChat, thread: aminasChat };
  const activity = { type: 'message', text, textFormat: 'plain', attachments: [{ contentType }] } as const;
  const rest = { idemKey: text, conversationId: 'c', status: 'sending', attempts: 1, notBefore: 0, expiresAt: null } as const;
  return { id: text, address, activity, kind: 'mentor', ...rest };
}

test.each([
  ['image/png', 'image', ['[form, 225 bytes] look: image/png']],
  ['application/pdf', 'document', [`[form, ${String(pdf().length)} bytes] look: application/pdf`]],
  ['audio/ogg', 'audio', [`[form, ${String(ogg().length)} bytes] `, 'look: audio/ogg']],
])('%s from a mentor is shown as %s, with the words that came with it', async (contentType, kind, texts) => {
  const before = page.texts().length;
  await bot.whatsApp.send(message(contentType, `look: ${contentType}`));
  expect(page.texts().slice(before)).toEqual(texts);
  const sentFile = page.deeds.findLast(({ upload }) => upload !== undefined);
  expect(sentFile?.type).toBe(kind);
  expect(Buffer.from(page.files.get(sentFile?.upload ?? '')?.bytes ?? []).equals(outgoing.get(contentType) ?? picture)).toBe(
    true,
  );
  expect(await left()).toEqual([]);
});

test.each([
  ['that never ends is sent once more', 'hangs'],
  ['that arrived, though nobody heard so, is not sent again', 'mutes'],
] as const)('a file %s', { timeout: 60_000 }, async (what, how) => {
  const letter = message('application/pdf', what);
  page[how] = 1;
  await expect(bot.whatsApp.send(letter)).rejects.toMatchObject({ code: 'send-unknown' });
  await vi.waitFor(() => expect(bot.whatsApp.health.current().state).toBe('degraded'), patient);
  // Sound again only once a send went well: so it is tried until it does.
  await vi.waitFor(() => bot.whatsApp.send(letter), { timeout: 30_000, interval: 200 });
  expect(page.texts().filter((text) => text.endsWith(what))).toHaveLength(1);
  await expectHealthy();
});

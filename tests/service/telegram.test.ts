import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Service } from '../support/service.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { TelegramApi } from '../support/telegram-api.ts';
import { openTelegramApi } from '../support/telegram-api.ts';

let api: TelegramApi;

beforeEach(async () => {
  api = await openTelegramApi();
});
afterEach(() => api.close());
afterAll(removeDataDirs);

const slow = { timeout: 120_000 };
const patient = { timeout: 30_000 };

function start(over: Partial<Service> = {}, env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const telegram = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url };
  const folder = over.dataDir === undefined ? {} : { dataDir: over.dataDir };
  return startService({ ...folder, env: { ...telegram, ...env } });
}

const linesAbout = (service: Service): readonly string[] =>
  service.log.map((line) => (JSON.parse(line) as { message: string }).message).filter((line) => line.startsWith('telegram'));

const writerOf = (id: number) => ({
  chat: { id, type: 'private', first_name: 'Someone' },
  from: { id, is_bot: false, first_name: 'Someone', language_code: 'it' },
});

test('killed six times under 200 updates: each is answered, and a turn is run once for each', slow, async () => {
  const people = Array.from({ length: 200 }, (_, index) => 1_000 + index);
  let service = await start();
  for (const [index, id] of people.entries()) {
    api.say('ciao', writerOf(id));
    if (index % 40 !== 20) continue;
    await expect.poll(() => api.shown.length, patient).toBeGreaterThan(index - 30);
    await service.kill();
    service = await start(service);
  }
  await service.kill();
  service = await start(service);
  await expect.poll(() => people.filter((id) => api.texts(id).length === 0), patient).toEqual([]);
  await expect.poll(() => api.pending(), patient).toBe(0);
  // A turn that ran twice would greet again in other words; a reply whose outcome was unknown is the same one again.
  for (const id of people) {
    expect(new Set(api.texts(id)).size).toBe(1);
    expect(api.texts(id).length).toBeLessThanOrEqual(2);
  }
  // As many as may be under way at each of the six kills.
  expect(api.shown.length).toBeLessThanOrEqual(200 + 6 * 4);
  await service.stop();
});

test('who must wait is served within a quarter of a second after the wait, and not before', slow, async () => {
  const service = await start();
  api.say('ciao', writerOf(1));
  await expect.poll(() => api.texts(1).length, patient).toBe(1);
  api.failNext('sendMessage', { code: 429, description: 'Too Many Requests: retry after 2', retryAfter: 2 });
  api.say('grazie', writerOf(1));
  await expect.poll(() => api.texts(1).length, patient).toBe(2);
  const calls = api.callsOf('sendMessage').map(({ at, ok }) => ({ at, ok }));
  const refused = calls.find(({ ok }) => !ok)?.at ?? 0;
  const waited = (calls.at(-1)?.at ?? 0) - refused;
  expect(waited).toBeGreaterThanOrEqual(2_000);
  expect(waited).toBeLessThan(2_250);
  await service.stop();
});

test('the menu has every language, and a button works', slow, async () => {
  const service = await start();
  api.say('/start', writerOf(1));
  await expect.poll(() => api.texts(1), patient).toEqual([expect.stringContaining('assistente automatico')]);
  await expect.poll(() => api.callsOf('setMyCommands').length, patient).toBe(15);
  expect(api.callsOf('setMyCommands').every(({ ok }) => ok)).toBe(true);
  expect(linesAbout(service)).toEqual(['telegram is starting', 'telegram is healthy']);
  expect(service.printed).toContain('channel telegram healthy');
  await service.stop();
});

test('without a token, or with a wrong one, one line says so and the rest runs', slow, async () => {
  const cases = [
    ['', 'off', /^channel telegram off: TELEGRAM_BOT_TOKEN is not set\.$/],
    ['1:wrong', 'needs-a-person', /^channel telegram needs-a-person: .*TELEGRAM_BOT_TOKEN/],
  ] as const;
  for (const [token, state, line] of cases) {
    const service = await start({}, { TELEGRAM_BOT_TOKEN: token });
    await expect.poll(() => linesAbout(service), patient).toContain(`telegram is ${state}`);
    await expect.poll(() => service.printed, patient).toContainEqual(expect.stringMatching(line));
    const health = await fetch(`${service.url}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'ok', channels: { 'web-chat': 'healthy', telegram: state } },
    ]);
    expect(service.log.join('\n')).not.toContain('1:wrong');
    await service.stop();
  }
});

test('the webhook takes updates over HTTP, with its secret only', slow, async () => {
  const secret = 'a-secret-of-the-webhook';
  const service = await start({}, { TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: 'https://chat.example' });
  const update = { update_id: 5, message: { message_id: 5, date: 1, text: 'ciao', ...writerOf(7) } };
  const post = async (given: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': given };
    const local = `http://127.0.0.1:${portOf(service)}/webhooks/telegram`;
    return (await fetch(local, { method: 'POST', headers, body: JSON.stringify(update) })).status;
  };
  expect(await post('wrong')).toBe(401);
  expect([await post(secret), await post(secret)]).toEqual([200, 200]);
  await expect.poll(() => api.texts(7).length, patient).toBe(1);
  await service.stop();
});

function portOf({ log }: Service): string {
  const line = log
    .map((each) => JSON.parse(each) as { message: string; port?: number })
    .find(({ message }) => message === 'listening');
  return String(line?.port);
}

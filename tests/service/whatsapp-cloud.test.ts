import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { CloudPhone } from '../support/cloud-phone.ts';
import { openCloudPhone } from '../support/cloud-phone.ts';
import type { Deliver, GraphApi } from '../support/graph-api.ts';
import { openGraphApi } from '../support/graph-api.ts';
import type { Service } from '../support/service.ts';
import { removeDataDirs, startService } from '../support/service.ts';

let api: GraphApi;

beforeEach(async () => {
  api = await openGraphApi();
});
afterEach(() => api.close());
afterAll(removeDataDirs);

const slow = { timeout: 120_000 };
const patient = { timeout: 30_000 };

function start(env: Readonly<Record<string, string>> = {}, over: Partial<Service> = {}): Promise<Service> {
  const cloud = {
    WHATSAPP_CLOUD_TOKEN: api.token,
    WHATSAPP_CLOUD_PHONE_ID: api.phoneId,
    WHATSAPP_CLOUD_APP_SECRET: api.appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: 'a word of ours',
    WHATSAPP_GRAPH_ROOT: api.url,
  };
  const folder = over.dataDir === undefined ? {} : { dataDir: over.dataDir };
  return startService({ ...folder, env: { ...cloud, ...env } });
}

const deliverTo =
  (service: () => Service): Deliver =>
  async (bytes, headers) =>
    (await fetch(`${service().url}/webhooks/whatsapp`, { method: 'POST', headers, body: bytes })).status;

const linesAbout = (service: Service): readonly string[] =>
  service.log.map((line) => (JSON.parse(line) as { message: string }).message).filter((line) => line.startsWith('whatsapp'));

const writer = (service: () => Service, waId: string): CloudPhone => openCloudPhone(api, { deliver: deliverTo(service), waId });

test('killed while it answers, it answers everybody, and what WhatsApp reports is not sent again', slow, async () => {
  let service = await start();
  const told = new Set<string>();
  const report = async (): Promise<void> => {
    for (const message of api.shown.filter(({ wamid }) => !told.has(wamid))) {
      told.add(message.wamid);
      await people[0]?.tell(message, 'delivered');
    }
  };
  const people = Array.from({ length: 60 }, (_, index) => writer(() => service, String(393_330_000_000 + index)));
  for (const [index, person] of people.entries()) {
    expect(await person.say('ciao')).toBe(200);
    if (index % 20 !== 10) continue;
    await expect.poll(() => api.shown.length, patient).toBeGreaterThan(index - 15);
    await service.kill();
    service = await start({}, service);
    await report();
  }
  await expect.poll(() => people.filter((person) => person.texts().length === 0).length, patient).toBe(0);
  for (const person of people) expect(new Set(person.texts()).size).toBe(1);
  expect(api.shown.length).toBe(60);
  await service.stop();
});

test('over HTTP: handshake, signature, an answer with buttons', slow, async () => {
  const service = await start({ PUBLIC_URL: 'https://chat.example' });
  const local = `http://127.0.0.1:${portOf(service)}/webhooks/whatsapp`;
  const ask = (word: string): string => `${local}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${word}`;
  const answer = await fetch(ask('a%20word%20of%20ours'));
  expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
  expect((await fetch(ask('another'))).status).toBe(403);
  expect((await fetch(local, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(401);
  const deliver: Deliver = async (bytes, headers) => (await fetch(local, { method: 'POST', headers, body: bytes })).status;
  const phone = openCloudPhone(api, { deliver });
  expect(await phone.say('hello')).toBe(200);
  await expect.poll(() => phone.texts().join('\n'), patient).toMatch(/automatic assistant/);
  await phone.press(phone.labels()[3] ?? '');
  await expect.poll(() => phone.texts().at(-1), patient).toMatch(/1\. Italiano[\s\S]*14\. Magyar/);
  expect(service.printed).toContain('channel whatsapp-cloud healthy');
  expect(linesAbout(service)).toContain(
    "whatsapp: on Meta's webhook page enter the callback URL https://chat.example/webhooks/whatsapp and, as verify token, the value of WHATSAPP_CLOUD_VERIFY_TOKEN",
  );
  await service.stop();
});

test('without a setting, or with a wrong one, one line says so and the rest runs', slow, async () => {
  const cases = [
    [{ WHATSAPP_CLOUD_APP_SECRET: '' }, 'off', /^channel whatsapp-cloud off: WHATSAPP_CLOUD_APP_SECRET is not set\.$/, 404],
    [{ WHATSAPP_CLOUD_TOKEN: 'wrong' }, 'needs-a-person', /^channel whatsapp-cloud needs-a-person: .*WHATSAPP_CLOUD_TOKEN/, 401],
  ] as const;
  for (const [env, state, line, status] of cases) {
    const service = await start(env);
    await expect.poll(() => service.printed, patient).toContainEqual(expect.stringMatching(line));
    const health = await fetch(`${service.url}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { channels: { 'whatsapp-cloud': state } }]);
    expect((await fetch(`${service.url}/webhooks/whatsapp`, { method: 'POST', body: '{}' })).status).toBe(status);
    await service.stop();
  }
});

function portOf({ log }: Service): string {
  const lines = log.map((each) => JSON.parse(each) as { message: string; port?: number });
  return String(lines.find(({ message }) => message === 'listening')?.port);
}

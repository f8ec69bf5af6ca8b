import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Service } from '../support/service.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { TelegramApi } from '../support/telegram-api.ts';
import { openTelegramApi } from '../support/telegram-api.ts';
import type { Visitor } from '../support/visitor.ts';
import { visit } from '../support/visitor.ts';

let api: TelegramApi;
let service: Service;

beforeEach(async () => {
  api = await openTelegramApi();
  service = await startService({ env: { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url } });
}, 60_000);
afterEach(async () => {
  await service.stop();
  await api.close();
}, 60_000);
afterAll(removeDataDirs);

const slow = { timeout: 120_000 };
const patient = { timeout: 30_000 };
const chat = { id: 7, type: 'private', first_name: 'Amina' };
const writer = { chat, from: { id: 7, is_bot: false, first_name: 'Amina', language_code: 'en' } };

async function ask(visitor: Visitor, text: string, expected: RegExp): Promise<string> {
  expect(await visitor.post(text, text)).toBeLessThan(300);
  await expect.poll(async () => (await visitor.transcript()).at(-1), patient).toMatch(expected);
  return (await visitor.transcript()).at(-1) ?? '';
}

async function tell(text: string, expected: RegExp): Promise<string> {
  api.say(text, writer);
  await expect.poll(() => api.texts(7).at(-1), patient).toMatch(expected);
  return api.texts(7).at(-1) ?? '';
}

test('who starts on the web and scans the way to Telegram has language, country and tips there', slow, async () => {
  const visitor = await visit(service.url, 'it-IT');
  await ask(visitor, 'consigli', /quale tema/);
  await ask(visitor, 'Soldi', /A che ora/);
  await ask(visitor, '12:00', /paese/);
  await ask(visitor, 'Italia', /usami anche in un'altra app/);
  const offer = await ask(visitor, "usa un'altra app", /Il tuo codice/);
  const [, payload = ''] = /https:\/\/t\.me\/\w+\?start=(link_\w+)/.exec(offer) ?? [];
  await tell(`/start ${payload}`, /Questo codice viene da: la pagina web/);
  await tell('sì', /ora sono una sola/);
  await expect.poll(async () => (await visitor.transcript()).at(-1), patient).toMatch(/Telegram si è appena unito/);

  await tell('i miei dati', /dimenticami/);
  const data = api.texts(7).at(-2) ?? '';
  expect(data).toContain('App: la pagina web e Telegram');
  expect(data).toContain('Lingua: Italiano');
  expect(data).toContain('Paese: Italia');
  expect(data).toContain('12:00');
  // The page still works, and shows what was said there only.
  await ask(visitor, 'menu', /^bot: Di cosa hai /);
  expect((await visitor.transcript()).join('\n')).not.toContain('App: la pagina web e Telegram');
  // A second scan of the same code joins nobody.
  const stranger = { chat: { ...chat, id: 8 }, from: { ...writer.from, id: 8 } };
  api.say(`/start ${payload}`, stranger);
  await expect.poll(() => api.texts(8).at(-1), patient).toMatch(/does not work/);
});

test('the page without JavaScript draws the way to Telegram, too', slow, async () => {
  const first = await fetch(`${service.url}/chat/plain?lang=it`, { headers: { 'accept-language': 'it' } });
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const field = (html: string, name: string): string =>
    new RegExp(`name="${name}"[^>]*?value="([^"]*)"`, 's').exec(html)?.[1] ?? '';
  const page = await first.text();
  const body = new URLSearchParams({
    proof: field(page, 'proof'),
    key: field(page, 'key'),
    lang: 'it',
    text: "usa un'altra app",
  });
  const sent = await fetch(`${service.url}/chat/plain`, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  expect(sent.status).toBe(303);
  const shown = async (): Promise<string> => (await fetch(`${service.url}/chat/plain?lang=it`, { headers: { cookie } })).text();
  await expect
    .poll(shown, patient)
    .toMatch(/<img src="data:image\/svg\+xml;base64,[^"]+" alt="Inquadra con il telefono per continuare su Telegram"/);
  expect(await shown()).toMatch(/<a href="https:\/\/t\.me\/\w+\?start=link_\w{10}"/);
});

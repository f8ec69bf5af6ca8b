import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskSite } from '../../support/desk-site.ts';
import { startDeskSite } from '../../support/desk-site.ts';
import { png } from '../../support/files.ts';

let site: DeskSite;
let handoff: string;
let marta: string;
let luca: string;

beforeAll(async () => {
  site = await startDeskSite(null);
  marta = `sportello-desk=${(await site.employ('Marta', 'administrator')).secret}`;
  luca = `sportello-desk=${(await site.employ('Luca')).secret}`;
  handoff = await site.asks('amina', 'Can I sell food from my kitchen?', { language: 'ar' });
});
afterAll(() => site.stop());

const origin = (): Record<string, string> => ({ Origin: site.url });

function send(cookie: string, bytes: Uint8Array<ArrayBuffer>, key: string, headers = origin()): Promise<Response> {
  const url = `${site.url}/desk/api/handoffs/${handoff}/files?name=form.png&key=${key}`;
  return fetch(url, { method: 'POST', body: bytes, headers: { Cookie: cookie, ...headers } });
}

test('a mentor sends a picture, and nobody else at the desk reads it', async () => {
  const picture = new Uint8Array(png());
  expect((await send(marta, picture, 'early')).status).toBe(409);
  const claim = { method: 'POST', headers: { Cookie: marta, 'Content-Type': 'application/json', ...origin() } };
  const claimed = await fetch(`${site.url}/desk/api/handoffs/${handoff}/claim`, { ...claim, body: '{"version":1}' });
  expect(claimed.status).toBe(200);
  const sent = (await (await send(marta, picture, 'k1')).json()) as {
    row: { activity: { attachments: { contentUrl: string }[] } };
  };
  const id = sent.row.activity.attachments[0]?.contentUrl.replace('media:', '') ?? '';
  const url = `${site.url}/desk/api/handoffs/${handoff}/files/${id}`;
  const read = await fetch(url, { headers: { Cookie: marta } });
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': "attachment; filename*=UTF-8''form.png",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  });
  expect(Buffer.from(await read.arrayBuffer()).equals(picture)).toBe(true);
  const others = await site.asks('bo', 'Another question', {});
  const strange = [
    [url, luca, 404],
    [url, '', 401],
    [url.replace(handoff, others), marta, 404],
    [url.replace(id, 'none'), marta, 404],
    [url.replace(id, '..%2Fsecrets.json'), marta, 404],
  ] as const;
  for (const [address, cookie, status] of strange) {
    expect((await fetch(address, { headers: { Cookie: cookie } })).status).toBe(status);
  }
});

test.each([
  ['an SVG', new Uint8Array(Buffer.from('<svg/>')), 415],
  ['a page', new Uint8Array(Buffer.from('<!doctype html>')), 415],
  ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), 413],
] as const)('%s is refused', async (_what, bytes, status) => {
  expect((await send(marta, bytes, 'k2')).status).toBe(status);
});

test('another site sends nothing in a mentor’s name', async () => {
  expect((await send(marta, new Uint8Array(png()), 'k3', { Origin: 'https://evil.example' })).status).toBe(403);
});

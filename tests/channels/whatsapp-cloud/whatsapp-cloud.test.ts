import { describe, expect, test } from 'vitest';
import { deliverTo } from '../../support/cloud-bot.ts';
import { webhookOf } from '../../support/cloud-phone.ts';
import { cloudTalk, patient, seatOf } from '../../support/cloud-talk.ts';
import { signedWebhook } from '../../support/graph-api.ts';

const talk = cloudTalk();

describe('a person who writes', () => {
  test('is answered, sees that it was read, and that an answer is coming', async () => {
    await talk.open();
    expect(await talk.phone.say('hello')).toBe(200);
    await talk.expectTexts(['echo hello']);
    const read = talk.api.calls.find(({ body }) => body['status'] === 'read');
    expect(read?.body).toMatchObject({ typing_indicator: { type: 'text' }, message_id: talk.api.read[0] });
    expect(talk.api.shown[0]).toMatchObject({ user: '393331234567', type: 'text' });
  });

  test('under an id is answered under it, and their number is kept nowhere', async () => {
    await talk.open();
    const hidden = talk.phoneOf({ userId: 'IT.1502576394655843' });
    await hidden.say('hello');
    await talk.expectTexts(['echo hello'], hidden);
    expect(talk.api.messageCalls()[0]?.body).toMatchObject({ to: '393331234567', recipient: 'IT.1502576394655843' });
    const seat = await talk.bot.store.read(({ people }) => people.findSeat(seatOf('IT.1502576394655843')));
    const query = { after: 0, limit: 9, notes: true };
    const rows = await talk.bot.store.read(({ conversations }) => conversations.transcript(seat?.conversationId ?? '', query));
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('393331234567');
    expect(await talk.bot.store.read(({ people }) => people.findSeat(seatOf('393331234567')))).toBeNull();
  });

  test('stays the same when WhatsApp gives them an id, and when that id changes', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.phoneOf({ userId: 'IT.1' }).say('me again');
    const system = { type: 'user_changed_user_id', previous_user_id: 'IT.1', user_id: 'IT.2' };
    await talk.phoneOf({ userId: 'IT.2', waId: null }).send({ type: 'system', system });
    await talk.phoneOf({ userId: 'IT.2', waId: null }).say('another phone');
    const seats = await Promise.all(
      ['393331234567', 'IT.1', 'IT.2'].map((user) => talk.bot.store.read(({ people }) => people.findSeat(seatOf(user)))),
    );
    expect(new Set(seats.map((seat) => seat?.contactId)).size).toBe(1);
  });

  test('while a mentor answers, sees no assistant writing', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    const activity = { type: 'message', text: 'I am here', channelData: { sportello: { owner: 'mentor' } } } as const;
    await talk.channel().send({ ...outgoing, id: 'o', address: seatOf(talk.phone.user), activity });
    await talk.phone.say('thank you');
    await expect.poll(() => talk.api.read.length, patient).toBe(2);
    const typing = talk.api.calls.filter(({ body }) => body['status'] === 'read').map(({ body }) => 'typing_indicator' in body);
    expect(typing).toEqual([true, false]);
  });
});

const outgoing = {
  idemKey: 'k',
  conversationId: 'c',
  kind: 'mentor',
  status: 'sending',
  attempts: 1,
  notBefore: 0,
  expiresAt: null,
} as const;

describe('at start', () => {
  const health = () => talk.channel().health.current();
  const setting = (name: string) => ({ params: { setting: name } });

  test('the log says what to enter where, and the channel is well', async () => {
    await talk.open();
    await expect.poll(health, patient).toMatchObject({ state: 'healthy', reason: null });
    expect(talk.bot.logged).toContain(
      "whatsapp: on Meta's webhook page enter the callback URL https://chat.example/webhooks/whatsapp and, as verify token, the value of WHATSAPP_CLOUD_VERIFY_TOKEN",
    );
  });

  const off = { token: null, phoneId: null, appSecret: null, verifyToken: null };

  test.each([
    [off, 'WHATSAPP_CLOUD_TOKEN, WHATSAPP_CLOUD_PHONE_ID, WHATSAPP_CLOUD_APP_SECRET, WHATSAPP_CLOUD_VERIFY_TOKEN'],
    [{ appSecret: null }, 'WHATSAPP_CLOUD_APP_SECRET'],
    [{ verifyToken: null }, 'WHATSAPP_CLOUD_VERIFY_TOKEN'],
  ])('without %j the channel is off, takes nothing, and says what it lacks', async (lacking, names) => {
    await talk.open(lacking);
    await expect.poll(health, patient).toMatchObject({ state: 'off', reason: 'setting-missing', ...setting(names) });
    expect(talk.bot.channels.flatMap(({ routes }) => routes)).toEqual([]);
    expect(talk.api.calls).toEqual([]);
  });

  test('a token that is not accepted needs a person, until it is', async () => {
    await talk.open({ token: 'wrong', lookMs: 20 });
    await expect
      .poll(health, patient)
      .toMatchObject({ state: 'needs-a-person', reason: 'token-refused', ...setting('WHATSAPP_CLOUD_TOKEN') });
  });

  test('a number that the token does not find is told of', async () => {
    await talk.open({ phoneId: '999999' });
    await expect
      .poll(health, patient)
      .toMatchObject({ state: 'degraded', reason: 'token-refused', ...setting('WHATSAPP_CLOUD_PHONE_ID') });
  });

  test('a server that is not there is waited for', async () => {
    await talk.open({ graphRoot: 'http://127.0.0.1:9/v24.0' });
    await expect.poll(health, patient).toMatchObject({ state: 'down', reason: 'unreachable' });
  });

  test('a token that is taken back is noticed while nobody writes', async () => {
    await talk.open({ lookMs: 20 });
    await expect.poll(health, patient).toMatchObject({ state: 'healthy' });
    talk.api.revoke();
    await expect.poll(health, patient).toMatchObject({ state: 'needs-a-person', reason: 'token-refused' });
  });
});

test('files go out in two steps, before the words', async () => {
  const openMedia = () => Promise.resolve({ bytes: Buffer.from('%PDF'), contentType: 'application/pdf', name: 'form.pdf' });
  await talk.open({ openMedia });
  await talk.phone.say('hello');
  await talk.expectTexts(['echo hello']);
  const attachments = [{ contentType: 'application/pdf', contentUrl: 'media:1' }];
  const base = {
    idemKey: 'k',
    conversationId: 'c',
    kind: 'mentor',
    status: 'sending',
    attempts: 1,
    notBefore: 0,
    expiresAt: null,
  } as const;
  await talk.channel().send({
    ...base,
    id: 'o',
    address: seatOf(talk.phone.user),
    activity: { type: 'message', text: 'Here', attachments },
  });
  expect(talk.api.shown.slice(1).map(({ text, callback }) => [text, callback])).toEqual([
    ['form.pdf, 4 bytes', 'o#0'],
    ['Here', 'o'],
  ]);
});

test('who stops messages in WhatsApp’s own settings gets no more tips', async () => {
  await talk.open();
  const wish = { wa_id: '393331234567', category: 'marketing_messages', value: 'stop', timestamp: '1' };
  const { bytes, headers } = signedWebhook(
    webhookOf(talk.api.phoneId, { user_preferences: [wish] }, 'user_preferences'),
    talk.api.appSecret,
  );
  expect(await deliverTo(() => talk.bot)(bytes, headers)).toBe(200);
  await expect.poll(() => talk.bot.runs.at(-1), patient).toMatchObject({ activity: { name: 'left' } });
});

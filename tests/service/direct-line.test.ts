import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Activity } from '../../src/domain/activity.ts';
import { joinDesk } from '../support/desk-client.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { connectDirectLine, generateToken } from '../support/direct-line-client.ts';
import type { DirectLineClient, DirectLineOptions } from '../support/direct-line-client.ts';
import { removeDataDirs, startService } from '../support/service.ts';
import type { Service } from '../support/service.ts';

const secret = 'a secret between two servers';
const patient = { timeout: 15_000, interval: 20 };
let service: Service;
let desk: DeskClient;
let clients: DirectLineClient[] = [];

beforeAll(async () => {
  service = await startService({ env: { DIRECT_LINE_SECRET: secret } });
  desk = await joinDesk(service.signIn, 'Marta');
}, 60_000);
afterEach(() => {
  for (const client of clients) client.leave();
  clients = [];
});
afterAll(removeDataDirs);

let people = 0;
const newPerson = (): string => `dl_person-${String(++people)}`;
const tokenOf = (user: string): Promise<string> => generateToken(service.url, secret, user);

function connect(options: DirectLineOptions): DirectLineClient {
  const client = connectDirectLine(service.url, options);
  clients.push(client);
  return client;
}

/** Someone new, greeted in their language. */
async function visitor(locale: string, options: Partial<DirectLineOptions> = {}): Promise<DirectLineClient> {
  const client = connect({ token: await tokenOf(newPerson()), locale, ...options });
  await client.next();
  return client;
}

async function conversationOf({ line }: DirectLineClient): Promise<{ token: string; conversationId: string }> {
  const { token, conversationId } = line as unknown as { token: string; conversationId: string };
  return await Promise.resolve({ token, conversationId });
}

function expectSourced({ text = '', channelData }: Activity): void {
  const card = channelData?.sportello?.card;
  expect(card?.source?.url).toMatch(/^https:\/\//);
  expect(text).toContain(card?.source?.url);
  expect(text).toContain(card?.checked);
  expect(card?.checked).toMatch(/20\d\d/);
}

describe('questions typed badly are answered, once the country is known, from the right text', { timeout: 30_000 }, () => {
  test.each([
    ['it', 'Italia', 'forfetario pago il 5 o il 15 x cento?', 'it/flat-tax-regime', 'Fonte: '],
    ['it', 'Italia', 'nn guadagno ankora niente, devo pagare i contributi inps?', 'it/inps-contributions', 'Fonte: '],
    ['ar', 'إيطاليا', 'كم ضريبه فورفيتاريو forfettario', 'it/flat-tax-regime', 'المصدر: '],
    ['ar', 'إيطاليا', 'هل لازم ادفع اشتركات INPS وانا ماكسبت شي', 'it/inps-contributions', 'المصدر: '],
    ['zh', '意大利', '没收入 也要付INPS么', 'it/inps-contributions', '来源：'],
    ['zh', '意大利', 'forfetario 税率是5%还是15%阿', 'it/flat-tax-regime', '来源：'],
    ['en', 'Italy', 'do i must pay inps if zero incom', 'it/inps-contributions', 'Source: '],
    ['en', 'Italy', 'forfetario flat taks how much i pay', 'it/flat-tax-regime', 'Source: '],
  ])('%s: %s: %s', async (locale, country, question, entry, source) => {
    const person = await visitor(locale);
    await person.say(question);
    expect((await person.next()).suggestedActions?.actions.map(({ title }) => title)).toContain(country);
    await person.press(country);
    const answer = await person.next();
    expect(answer.channelData?.sportello).toMatchObject({ outcome: 'answer', entry, language: locale });
    expect(answer.text).toContain(source);
    expectSourced(answer);
  });
});

describe.each([
  ['over a WebSocket', true],
  ['by polling', false],
])('two tabs, %s', (_, webSocket) => {
  test.each([
    ['with the token of the page', false],
    ['with the conversation that the first one had kept', true],
  ])('opened %s, see the same', { timeout: 30_000 }, async (_how, isKept) => {
    const token = await tokenOf(newPerson());
    const first = connect({ token, webSocket, locale: 'it' });
    await first.next();
    const second = connect(isKept ? { ...(await conversationOf(first)), watermark: '0', webSocket } : { token, webSocket });
    await second.next();
    await first.say('ciao');
    await expect.poll(() => second.said().length, patient).toBe(3);
    await second.say('grazie');
    await expect.poll(() => first.said().length, patient).toBe(5);
    await expect.poll(() => second.said().length, patient).toBe(5);
    expect(second.said()).toEqual(first.said());
    expect(first.said().map((line) => line.split(':')[0])).toEqual(['bot', 'user', 'bot', 'user', 'bot']);
  });
});

test('in a second conversation a person is known, and what is said there stays there', { timeout: 30_000 }, async () => {
  const user = newPerson();
  const first = connect({ token: await tokenOf(user), locale: 'it' });
  await first.next();
  await first.say('quanto devo pagare INPS anche se non guadagno?');
  await first.next();
  await first.press('Italia');
  const answered = await first.next();

  const second = connect({ token: await tokenOf(user), locale: 'it' });
  await second.say('quanto devo pagare INPS anche se non guadagno?');
  await second.hears('Fonte: ');
  expect(second.came().at(-1)?.text).toBe(answered.text);
  expect(first.came().at(-1)?.id).toBe(answered.id);
});

describe('a mentor', { timeout: 60_000 }, () => {
  /** Asks for a person, and resolves with the handoff that the desk then shows. */
  async function handedOver(person: DirectLineClient): Promise<string> {
    await person.say('voglio parlare con una persona');
    await person.next();
    await person.press('Tasse e INPS');
    await person.hears('ti risponde qui entro');
    const item = (await desk.queue()).find(({ handoff }) => handoff.status === 'queued');
    const { handoff } = await desk.claim(item!.handoff);
    await person.hears('Marta');
    return handoff.id;
  }

  test('takes over, is the only one who speaks, hands back, and is rated', async () => {
    const person = await visitor('it');
    const handoffId = await handedOver(person);
    const before = person.said().length;
    for (const text of ['forfetario pago il 5 o il 15 x cento?', 'menu', 'ci sei?']) await person.say(text);
    const spoken = async (): Promise<readonly string[]> =>
      (await desk.open(handoffId)).transcript.map(({ activity }) => activity.text ?? '');
    await expect.poll(spoken, patient).toContain('ci sei?');
    await desk.answer(handoffId, 'Sì, sono qui: ti **scrivo** subito.');
    await person.hears('sono qui');
    await person.say('grazie mille');
    await expect.poll(spoken, patient).toContain('grazie mille');
    await desk.close(handoffId);
    await person.hears('da 1');
    expect(person.said().slice(before, -1)).toEqual([
      'user: forfetario pago il 5 o il 15 x cento?',
      'user: menu',
      'user: ci sei?',
      'mentor: Sì, sono qui: ti **scrivo** subito.',
      'user: grazie mille',
    ]);
    expect(person.came().at(-3)).toMatchObject({
      textFormat: 'plain',
      channelData: { sportello: { speaker: { name: 'Marta' } } },
    });

    await person.press('5');
    await person.hears('Grazie');
    expect((await desk.open(handoffId)).handoff).toMatchObject({ status: 'closed', rating: 5 });
    await person.say('ciao');
    expect(await person.next()).toMatchObject({ channelData: { sportello: { outcome: 'smalltalk' } } });
  });

  test('answers someone who has left: it waits, and comes once', async () => {
    const person = await visitor('it');
    const handoffId = await handedOver(person);
    const kept = await conversationOf(person);
    const watermark = String(person.came().length);
    person.leave();
    await desk.answer(handoffId, 'La risposta che aspettavi.');

    const returned = connect({ ...kept, watermark });
    await returned.hears('La risposta che aspettavi.');
    await desk.close(handoffId);
    await returned.hears('da 1');
    expect(returned.said().map((line) => line.slice(0, 20))).toEqual(['mentor: La risposta ', expect.stringMatching(/^bot: /)]);
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cloudTalk, hour, patient, seatOf } from '../../support/cloud-talk.ts';
import { message } from '../../support/inside.ts';

const talk = cloudTalk();
// What is waited for is given eight seconds: a machine with other work beside it needs some of them.
vi.setConfig({ testTimeout: 20_000 });

describe('after 24 hours', () => {
  const send = async (kind: 'mentor' | 'pill', text: string, expiresAt: number | null = null): Promise<void> => {
    const channelData = { sportello: { speaker: { kind: 'mentor', name: 'Anna' } } } as const;
    const activity = { type: 'message', text, locale: 'it', ...(kind === 'mentor' ? { channelData } : {}) } as const;
    await talk.bot.store.write(async ({ people, outbox }) => {
      const seat = await people.findSeat(seatOf('393331234567'));
      if (seat === null) throw new Error('nobody there');
      const { conversationId, addressId } = seat;
      const [id, idemKey] = [talk.universe.id(), talk.universe.id()];
      const row = { id, idemKey, conversationId, addressId, activity, kind, status: 'pending', notBefore: 0, expiresAt } as const;
      await outbox.insert([row], talk.universe.now());
    });
    await talk.bot.inbox.receive([message(`wake ${text}`)]);
  };

  beforeEach(async () => {
    await talk.open();
    await talk.phone.say('ciao');
    await talk.expectTexts(['echo ciao']);
    talk.universe.advance(24 * hour);
  });

  test('a mentor’s message waits behind a template, and follows when the person answers', async () => {
    await send('mentor', 'Vieni domani.');
    await talk.expectTexts(['echo ciao', expect.stringMatching(/^Hai un messaggio da Anna/)]);
    await talk.phone.press('Leggi');
    await talk.expectTexts(['echo ciao', expect.anything(), '*Anna*\nVieni domani.']);
    expect(await talk.fates()).toEqual([]);
  });

  test('several messages are told of once, and come in their order', async () => {
    await send('mentor', 'Uno.');
    await send('mentor', 'Due.');
    await expect.poll(() => talk.phone.texts().length, patient).toBe(2);
    await talk.phone.say('eccomi');
    const ofAnna = (): readonly string[] => talk.phone.texts().filter((text) => text.startsWith('*Anna*'));
    await expect.poll(ofAnna, patient).toEqual(['*Anna*\nUno.', '*Anna*\nDue.']);
    // The greeting, one note that something waits, and an answer to "eccomi".
    await expect.poll(() => talk.phone.texts().length, patient).toBe(5);
  });

  test('a tip that is too old when the person answers is not sent; they get the menu', async () => {
    await send('pill', '**Sapere chi compra**\n\n- uno', talk.universe.now() + hour);
    await talk.expectTexts(['echo ciao', expect.stringContaining('Sapere chi compra')]);
    await talk.wait(2 * hour);
    await talk.phone.press('Leggi');
    await expect.poll(() => talk.bot.runs.at(-1), patient).toMatchObject({ activity: { value: '>menu', text: 'Leggi' } });
  });

  test('a template that can’t be sent just now promises nothing yet, so that nothing comes twice', async () => {
    talk.api.failures.push({ code: 131016 });
    await send('mentor', 'Vieni domani.');
    await talk.expectLog('message not sent');
    await talk.phone.say('eccomi');
    await talk.wait(hour);
    await expect.poll(() => talk.phone.texts().filter((text) => text.includes('Vieni domani.')), patient).toHaveLength(1);
    expect(talk.phone.texts()).toHaveLength(3);
  });

  test('a template that WhatsApp does not know fails the message, and the operator is told', async () => {
    talk.api.templates.splice(0);
    await send('mentor', 'Vieni domani.');
    await expect.poll(talk.fates, patient).toEqual([['Vieni domani.', 'dead']]);
    expect(talk.bot.logged).toContainEqual(expect.stringContaining('compare it with locales/whatsapp-templates.yaml'));
  });

  test('a template without the person’s language is sent in English', async () => {
    for (const template of talk.api.templates) Reflect.deleteProperty(template.languages, 'it');
    await send('mentor', 'Vieni domani.');
    await talk.expectTexts(['echo ciao', expect.stringMatching(/^You have a message from Anna/)]);
    expect(await talk.fates()).toEqual([]);
    expect(talk.channel().health.current().state).toBe('healthy');
  });

  test('WhatsApp’s word counts also when it comes later', async () => {
    talk.universe.advance(-10 * hour);
    await send('mentor', 'Vieni domani.');
    await talk.expectTexts(['echo ciao', '*Anna*\nVieni domani.']);
    const [, shown] = talk.api.shown;
    if (shown === undefined) throw new Error('nothing there');
    talk.api.heardAt.set(talk.phone.user, 0);
    await talk.phone.tell(shown, 'failed', { errors: [{ code: 131047, title: 'Re-engagement message' }] });
    await talk.expectTexts(['echo ciao', expect.anything(), expect.stringMatching(/^Hai un messaggio da Anna/)]);
    expect(await talk.fates()).toEqual([]);
  });

  test('WhatsApp’s word counts where our clocks differ', async () => {
    talk.universe.advance(-10 * hour);
    talk.api.heardAt.set(talk.phone.user, 0);
    await send('mentor', 'Vieni domani.');
    await talk.expectTexts(['echo ciao', expect.stringMatching(/^Hai un messaggio da Anna/)]);
  });
});

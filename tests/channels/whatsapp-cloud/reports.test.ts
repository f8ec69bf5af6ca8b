import { describe, expect, test } from 'vitest';
import { cloudTalk, hour, patient } from '../../support/cloud-talk.ts';
import type { ShownOnPhone } from '../../support/graph-api.ts';

const talk = cloudTalk();

describe('a send whose answer is lost', () => {
  test.each([['drop'], ['garble']] as const)('(%s) is settled by its status, and not repeated', async (failure) => {
    await talk.open();
    talk.api.failures.push(failure);
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.expectLog('message not sent');
    await talk.phone.tell(talk.shown(), 'delivered');
    await talk.wait(hour);
    await talk.phone.say('bye');
    await talk.expectTexts(['echo hello', 'echo bye']);
    expect(await talk.fates()).toEqual([]);
  });

  test('and of which nothing is told is tried once more, and then listed', async () => {
    await talk.open();
    talk.api.failures.push('drop', 'drop', 'drop');
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.expectLog('message not sent');
    await talk.wait(10_000);
    expect(talk.phone.texts()).toHaveLength(1);
    await talk.wait(10_000);
    await expect.poll(talk.fates, patient).toEqual([['echo hello', 'ambiguous']]);
    await talk.phone.tell(talk.shown(), 'sent');
    expect(await talk.fates()).toEqual([]);
  });
});

describe('a status', () => {
  const failed = { errors: [{ code: 131026, title: 'Message undeliverable' }] };

  test('of a message that nobody knows is taken, in any order and twice', async () => {
    await talk.open();
    const unknown = { wamid: 'wamid.never', user: '1', text: '', choices: [], callback: undefined, type: 'text' };
    for (const status of ['read', 'sent', 'delivered', 'read', 'failed', 'deleted', 'warning']) {
      expect(await talk.phone.tell(unknown, status)).toBe(200);
    }
    expect(await talk.bot.store.read(({ sends }) => sends.told('wamid.never'))).toHaveLength(4);
  });

  test.each([
    ['by our id', 'failed', (shown: ShownOnPhone) => shown, [['echo hello', 'dead']]],
    ['by WhatsApp’s id', 'failed', (shown: ShownOnPhone) => ({ ...shown, callback: undefined }), [['echo hello', 'dead']]],
    ['by our id', 'delivered', (shown: ShownOnPhone) => shown, []],
  ])('that comes before the answer to its send counts: %s, “%s”', async (_how, status, as, wanted) => {
    await talk.open();
    talk.api.hooks.taken = (message) => talk.phone.tell(as(message), status, status === 'failed' ? failed : {});
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await expect.poll(talk.fates, patient).toEqual(wanted);
    expect(await talk.bot.store.read(({ sends }) => sends.told(talk.api.shown[0]?.wamid ?? ''))).toEqual([status]);
  });

  test('“failed” after “sent” fails the message, and who can’t be reached gets no more tips', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.phone.tell(talk.shown(), 'failed', failed);
    await expect.poll(talk.fates, patient).toEqual([['echo hello', 'dead']]);
    await expect.poll(() => talk.bot.runs.at(-1), patient).toMatchObject({ activity: { type: 'event', name: 'left' } });
  });

  test('“failed” after “delivered” is no news', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.phone.tell(talk.shown(), 'delivered');
    await talk.phone.tell(talk.shown(), 'failed', failed);
    expect(await talk.fates()).toEqual([]);
  });

  test('that a passing failure came later sends the message again', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.phone.tell(talk.shown(), 'failed', { errors: [{ code: 131016, title: 'Service unavailable' }] });
    await talk.wait(hour);
    await talk.expectTexts(['echo hello', 'echo hello']);
    expect(await talk.fates()).toEqual([]);
  });

  test('that names no id of ours is found by WhatsApp’s own', async () => {
    await talk.open();
    await talk.phone.say('hello');
    await talk.expectTexts(['echo hello']);
    await talk.phone.tell({ ...talk.shown(), callback: undefined }, 'failed', failed);
    await expect.poll(talk.fates, patient).toEqual([['echo hello', 'dead']]);
  });
});

import { describe, expect, test } from 'vitest';
import { cloudTalk, hour, patient } from '../../support/cloud-talk.ts';
import type { GraphFailure } from '../../support/graph-api.ts';
import { addressOf, message } from '../../support/inside.ts';

const talk = cloudTalk();

describe('errors', () => {
  const cases: readonly (readonly [GraphFailure, number, readonly string[]])[] = [
    [{ code: 131056 }, 6_000, ['echo hello']],
    [{ code: 130429 }, 5_000, ['echo hello']],
    [{ code: 80007 }, 60_000, ['echo hello']],
    [{ code: 131048 }, hour, ['echo hello']],
    [{ code: 133010 }, 60_000, ['echo hello']],
    [{ code: 2, status: 500 }, 10_000, ['echo hello']],
    [{ code: 131049 }, 24 * hour, []],
    [{ code: 131009 }, 24 * hour, []],
  ];

  test.each(cases)('%j is waited for, no call sooner', async (failure, ms, texts) => {
    await talk.open();
    talk.api.failures.push(failure);
    await talk.phone.say('hello');
    await talk.expectLog('message not sent');
    if (ms > 5_000) await talk.wait(ms / 2);
    expect(talk.api.messageCalls().filter(({ code }) => code === null)).toHaveLength(0);
    await talk.wait(ms);
    await talk.expectTexts(texts);
  });

  test('131026 ends what the person subscribed to', async () => {
    await talk.open();
    talk.api.failures.push({ code: 131026 });
    await talk.phone.say('hello');
    await expect.poll(() => talk.bot.runs.at(-1), patient).toMatchObject({ activity: { name: 'left' } });
    await expect.poll(talk.fates, patient).toEqual([['echo hello', 'dead']]);
  });

  test('a token that is revoked takes this channel down and says why; the rest runs, and it comes back by itself', async () => {
    await talk.open();
    talk.api.failures.push({ code: 190, status: 401 });
    await talk.phone.say('hello');
    await talk.expectLog('whatsapp-cloud is needs-a-person');
    expect(talk.channel().health.current()).toMatchObject({
      reason: 'token-refused',
      params: { setting: 'WHATSAPP_CLOUD_TOKEN' },
    });
    const receipt = await talk.bot.inbox.receive([{ ...message('web'), address: addressOf('web visitor') }]);
    expect(receipt[0]?.status).toBe('stored');
    await talk.wait(60_000);
    await talk.expectTexts(['echo hello']);
    expect(talk.channel().health.current().state).toBe('healthy');
  });

  test('a message that WhatsApp can’t mark as read is no fault of the channel', async () => {
    await talk.open();
    talk.api.hooks.forgetsMessages = true;
    for (const text of ['hello', 'again']) {
      await talk.phone.say(text);
      await expect.poll(() => talk.phone.texts().at(-1), patient).toBe(`echo ${text}`);
    }
    await expect.poll(() => talk.api.calls.filter(({ code }) => code === 100).length, patient).toBe(2);
    expect(talk.channel().health.current().state).toBe('healthy');
  });

  test('one person’s limit makes nobody else wait', async () => {
    await talk.open();
    talk.api.failures.push({ code: 131056 });
    await talk.phone.say('hello');
    await talk.expectLog('message not sent');
    const other = talk.phoneOf({ waId: '447700900123' });
    await other.say('me too');
    await talk.expectTexts(['echo me too'], other);
    expect(talk.phone.texts()).toEqual([]);
  });

  test('nobody gets more than 45 messages at once, and then one in six seconds', async () => {
    await talk.open({}, (input) => ({
      say: input.type === 'activity' ? Array.from({ length: 50 }, (_, index) => `part ${String(index)}`) : [],
    }));
    await talk.phone.say('hello');
    await expect.poll(() => talk.phone.texts().length, patient).toBe(45);
    await talk.wait(6_000);
    await expect.poll(() => talk.phone.texts().length, patient).toBe(46);
    await talk.wait(24_000);
    await expect.poll(() => talk.phone.texts().length, patient).toBe(50);
    expect(talk.api.calls.filter(({ code }) => code === 131056)).toEqual([]);
  });
});

import { afterEach, expect, test } from 'vitest';
import { SportelloError } from '../../src/domain/errors.ts';
import type { TestInside } from '../support/inside.ts';
import { message, openInside, pushChannel } from '../support/inside.ts';

let inside: TestInside;
afterEach(() => inside.dispose());

async function say(text: string, user = 'amina'): Promise<void> {
  const [receipt] = await inside.inbox.receive([message(text, { channel: 'telegram', user })]);
  await inside.chats.settled(receipt?.conversationId ?? '', 5_000);
}

const texts = (): readonly (string | undefined)[] => inside.sent.map(({ activity }) => activity.text);
const troubled = async (): Promise<readonly string[]> =>
  (await inside.store.read(({ outbox }) => outbox.troubled(10))).map(
    ({ status, activity }) => `${status}: ${activity.text ?? ''}`,
  );

test('replies to one person leave in order', async () => {
  inside = await openInside();
  await say('one');
  await say('two');
  await say('three');
  await inside.start();
  await expect.poll(texts).toEqual(['echo one', 'echo two', 'echo three']);
});

test('a send that fails is tried five times, later each time, and then set aside', async () => {
  let tries = 0;
  inside = await openInside({
    onSend: () => {
      tries++;
      throw new SportelloError('send-failed', 'The provider answers 503.');
    },
  });
  await say('hello');
  await inside.start();
  for (let wanted = 1; wanted <= 5; wanted++) {
    // The next try is planned before the failure is logged: only then may the clock move.
    await expect.poll(() => inside.logged.filter((line) => line === 'message not sent').length, { timeout: 3_000 }).toBe(wanted);
    inside.universe.advance(400_000);
  }
  await expect.poll(troubled).toEqual(['dead: echo hello']);
  expect(tries).toBe(5);
});

test('a refusal for good is not tried again', async () => {
  let tries = 0;
  inside = await openInside({
    onSend: () => {
      tries++;
      throw new SportelloError('send-refused', 'The person has blocked the bot.');
    },
  });
  await say('hello');
  await inside.start();
  await expect.poll(troubled).toEqual(['dead: echo hello']);
  expect(tries).toBe(1);
});

test('one person’s failing channel holds nobody else up', async () => {
  inside = await openInside({
    onSend: ({ address }) => {
      if (address.externalUser === 'amina') throw new SportelloError('send-failed', 'No answer.');
    },
  });
  await say('hello', 'amina');
  await say('hello', 'bo');
  await inside.start();
  await expect.poll(() => inside.sent.map(({ address }) => address.externalUser)).toEqual(['bo']);
});

test('a message that was being sent when the process died is sent once more, and listed if that is unsure too', async () => {
  inside = await openInside();
  await say('hello');
  await inside.store.write(({ outbox }) => outbox.claimDue(10, inside.universe.now(), ['telegram']));
  inside = await inside.restart();
  await inside.start();
  await expect.poll(() => inside.sent.length, { timeout: 3_000 }).toBe(1);
});

test('a pill that waited past its hours is not sent any more', async () => {
  inside = await openInside();
  const [receipt] = await inside.inbox.receive([message('hello', { channel: 'telegram' })]);
  const { conversationId = '', addressId = '' } = receipt ?? {};
  const now = inside.universe.now();
  const pill = { conversationId, addressId, kind: 'pill', status: 'pending', notBefore: now } as const;
  await inside.store.write(({ outbox }) =>
    outbox.insert(
      [
        { ...pill, id: 'a', idemKey: 'a', activity: { type: 'message', text: 'of yesterday' }, expiresAt: now },
        { ...pill, id: 'b', idemKey: 'b', activity: { type: 'message', text: 'of today' }, expiresAt: now + 1 },
      ],
      now,
    ),
  );
  await inside.start();
  await expect.poll(texts).toEqual(['echo hello', 'of today']);
});

test('a channel whose sends hang holds up nobody on the others', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const hanging = pushChannel([], () => promise, { name: 'whatsapp-web' });
  inside = await openInside({ beside: [hanging] });
  const hung = ['one', 'two', 'three', 'four', 'five'].map((user) => message('hello', { channel: 'whatsapp-web', user }));
  for (const { conversationId } of await inside.inbox.receive(hung)) await inside.chats.settled(conversationId, 5_000);
  await inside.start();
  await say('hello');
  await expect.poll(texts).toEqual(['echo hello']);
  resolve();
});

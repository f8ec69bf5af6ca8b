import { afterEach, expect, test } from 'vitest';
import type { TestInside } from '../support/inside.ts';
import { message, openInside, transcriptOf } from '../support/inside.ts';

let inside: TestInside;
afterEach(() => inside.dispose());

async function receive(...texts: readonly string[]): Promise<string> {
  const receipts = await inside.inbox.receive(texts.map((text) => message(text)));
  const conversationId = receipts[0]?.conversationId ?? '';
  await inside.chats.settled(conversationId, 5_000);
  return conversationId;
}

test('a message is stored, answered, and the answer follows it in the transcript', async () => {
  inside = await openInside();
  const conversationId = await receive('hello');
  expect(await transcriptOf(inside, conversationId)).toEqual(['contact: hello', 'bot: echo hello']);
});

test('messages of one batch are answered in the order in which they came', async () => {
  inside = await openInside();
  const conversationId = await receive('one', 'two', 'three');
  const said = (await transcriptOf(inside, conversationId)).filter((line) => line.startsWith('bot'));
  expect(said).toEqual(['bot: echo one', 'bot: echo two', 'bot: echo three']);
});

test('the same message handed in again is one message with one answer', async () => {
  inside = await openInside();
  const [first] = await inside.inbox.receive([message('hello', { key: 'k1' })]);
  const copies = await Promise.all(Array.from({ length: 20 }, () => inside.inbox.receive([message('hello', { key: 'k1' })])));
  expect(copies.flat().map(({ status, inboxId }) => ({ status, inboxId }))).toEqual(
    Array.from({ length: 20 }, () => ({ status: 'duplicate', inboxId: first?.inboxId })),
  );
  await inside.chats.settled(first?.conversationId ?? '', 5_000);
  expect(await transcriptOf(inside, first?.conversationId ?? '')).toEqual(['contact: hello', 'bot: echo hello']);
});

test('first messages that race make one conversation', async () => {
  inside = await openInside();
  const receipts = await Promise.all(
    Array.from({ length: 50 }, (_, index) => inside.inbox.receive([message(`hello ${String(index)}`)])),
  );
  expect(new Set(receipts.flat().map(({ conversationId }) => conversationId)).size).toBe(1);
});

test('a batch with one bad activity stores none of it', async () => {
  inside = await openInside();
  const bad = { ...message('bad'), activity: { type: 'message', text: 'bad', value: 10n } } as never;
  await expect(inside.inbox.receive([message('good'), bad])).rejects.toThrow('BigInt');
  const seat = await inside.store.read(({ people }) => people.findSeat(message('good').address));
  expect(seat).toBeNull();
});

test('what was stored before a crash is answered after it, once', async () => {
  inside = await openInside({ script: (input) => (input.type === 'activity' ? { say: ['here I am'] } : {}) });
  const receipts = await inside.store.write(({ inbox }) =>
    inbox.insert(message('anybody there?'), 'main', inside.universe.now()),
  );
  inside = await inside.restart();
  await inside.start();
  await expect.poll(() => transcriptOf(inside, receipts.conversationId)).toEqual(['contact: anybody there?', 'bot: here I am']);
  inside = await inside.restart();
  await inside.start();
  await inside.stop();
  expect(await transcriptOf(inside, receipts.conversationId)).toEqual(['contact: anybody there?', 'bot: here I am']);
});

test('a message whose turn always throws is set aside after three tries and holds nobody up', async () => {
  inside = await openInside({
    script: (input) => {
      if (input.type === 'activity' && input.activity.text === 'poison') throw new TypeError('broken step');
      return { say: [input.type === 'activity' ? `echo ${input.activity.text ?? ''}` : input.trigger] };
    },
  });
  const conversationId = await receive('poison', 'fine');
  expect(await transcriptOf(inside, conversationId)).toEqual([
    'contact: poison',
    'contact: fine',
    'bot: fault',
    'bot: echo fine',
  ]);
  const dead = await inside.store.read(({ inbox }) => inbox.dead(10));
  expect(dead.map(({ activity, error }) => [activity.text, error])).toEqual([['poison', 'TypeError']]);
});

test('a turn that finds its conversation changed runs again and speaks once', async () => {
  let isFirst = true;
  inside = await openInside({
    script: (_input, context) => {
      if (isFirst) {
        isFirst = false;
        void inside.store.write(({ conversations }) =>
          conversations.save(conversationId, 1, { state: context.state, owner: 'bot' }),
        );
      }
      return { say: ['once'] };
    },
  });
  const [receipt] = await inside.inbox.receive([message('hello')]);
  const conversationId = receipt?.conversationId ?? '';
  await inside.chats.settled(conversationId, 5_000);
  expect((await transcriptOf(inside, conversationId)).filter((line) => line === 'bot: once')).toHaveLength(1);
});

test('a conversation that only begins is greeted once, however often its page is opened', async () => {
  inside = await openInside();
  await Promise.all(Array.from({ length: 10 }, () => inside.chats.start('amina', 'thread', 'it')));
  const { seat, isNew } = await inside.chats.start('amina', 'thread', 'it');
  expect(isNew).toBe(false);
  expect(await transcriptOf(inside, seat.conversationId)).toEqual(['bot: started']);
});

test('the same user in another thread is the same person, and each thread shows what was said in it', async () => {
  inside = await openInside();
  const first = await inside.chats.start('amina', 'phone', 'it');
  const second = await inside.chats.start('amina', 'laptop', 'it');
  expect(second.seat).toMatchObject({ contactId: first.seat.contactId, conversationId: first.seat.conversationId });
  expect(second.seat.addressId).not.toBe(first.seat.addressId);

  const address = { ...message('x').address, thread: 'laptop' };
  await inside.inbox.receive([{ ...message('from the laptop'), address }]);
  await inside.chats.settled(first.seat.conversationId, 5_000);
  const seen = async ({ seat }: typeof first): Promise<readonly (string | undefined)[]> =>
    (await inside.chats.transcript(seat, 0, 100)).map(({ activity }) => activity.text);
  expect(await seen(first)).toEqual(['started']);
  expect(await seen(second)).toEqual(['started', 'from the laptop', 'echo from the laptop']);
});

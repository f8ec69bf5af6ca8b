import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLive } from '../../src/app/live.ts';
import { createMediaKeeper } from '../../src/app/media.ts';
import type { MediaKeeper } from '../../src/app/media.ts';
import type { Happening } from '../../src/app/turns.ts';
import { SportelloError } from '../../src/domain/errors.ts';
import type { MediaFile } from '../../src/domain/media.ts';
import type { OutboxMessage } from '../../src/domain/outbox.ts';
import { png } from '../support/files.ts';
import type { Script, TestInside } from '../support/inside.ts';
import { message, openInside, pushChannel } from '../support/inside.ts';

const picture: MediaFile = { bytes: png(), contentType: 'image/png', name: null };
const program: MediaFile = { bytes: Buffer.from('MZ program'), contentType: 'image/png', name: null };
const minute = 60_000;

/** Whatever is said shares one file; what happens is said by its name. */
const script: Script = (input) => {
  if (input.type === 'happening') return { say: [`${input.trigger} ${JSON.stringify(input.values)}`] };
  const attachments = [{ contentType: 'image/png', contentUrl: 'telegram:1' }];
  return { effects: [{ type: 'share-media', activityId: input.activity.id ?? 'said', attachments }] };
};

let inside: TestInside;
let sent: OutboxMessage[];
/** How the provider answers. */
let answer: () => Promise<MediaFile | null>;
let conversationId: string;

function channel(): ReturnType<typeof pushChannel> {
  return { ...pushChannel(sent, undefined), fetchMedia: () => answer() };
}

async function share(): Promise<void> {
  const [receipt] = await inside.inbox.receive([message('look', { channel: 'telegram' })]);
  conversationId = receipt?.conversationId ?? '';
  await inside.chats.settled(conversationId, 5_000);
}

const stateOf = async (): Promise<string | undefined> =>
  (await inside.store.read(({ media }) => media.of(conversationId)))[0]?.state;

describe('a file that does not reach the mentor', () => {
  beforeEach(async () => {
    sent = [];
    inside = await openInside({ script, telegram: () => channel() });
    await inside.start();
  });
  afterEach(() => inside.dispose());

  test.each([
    ['because it is not there any more', null, 'gone'],
    ['because of what it is', program, 'refused'],
  ])('%s is told to who sent it, once', async (_why, found, state) => {
    answer = () => Promise.resolve(found);
    await share();
    await expect
      .poll(() => sent.map(({ activity }) => activity.text), { timeout: 5_000 })
      .toEqual([`file-lost {"lost-file":"${state}"}`]);
    expect(await stateOf()).toBe(state);
  });

  test('is not spoken of where it does', async () => {
    answer = () => Promise.resolve(picture);
    await share();
    await expect.poll(stateOf, { timeout: 5_000 }).toBe('kept');
    expect(sent).toEqual([]);
  });
});

describe('a file whose provider fails', () => {
  let keeper: MediaKeeper;
  let told: Happening[];

  beforeEach(async () => {
    sent = [];
    inside = await openInside({ script, telegram: () => channel() });
    const { store, universe } = inside;
    told = [];
    keeper = createMediaKeeper({
      store,
      universe,
      files: { keep: () => Promise.resolve('ab'), read: () => Promise.resolve(null), sweep: () => Promise.resolve(0) },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      live: createLive(),
      channel,
      happen: async (_id, happening) => {
        told.push(happening);
        await store.write(happening.also);
        return { type: 'committed', rows: [] };
      },
      keepMs: 30 * 24 * 60 * minute,
    });
    await share();
  });
  afterEach(() => inside.dispose());

  async function fetchFor(minutes: number): Promise<void> {
    for (let count = 0; count < minutes; count++) {
      await keeper.fetch();
      inside.universe.advance(minute);
    }
  }

  test('is asked for five times, and then the person is told', async () => {
    answer = () => Promise.reject(new Error('no'));
    await fetchFor(4);
    expect([await stateOf(), told.length]).toEqual(['asked', 0]);
    await fetchFor(1);
    expect([await stateOf(), told.map(({ cause }) => cause.split(':')[0])]).toEqual(['gone', ['file-lost']]);
    await fetchFor(2);
    expect(told).toHaveLength(1);
  });

  test('waits for as long as the channel has no line, and is had when it has one again', async () => {
    answer = () => Promise.reject(new SportelloError('send-failed', 'not connected', { retryAfterMs: 15_000 }));
    await fetchFor(20);
    expect([await stateOf(), told.length]).toEqual(['asked', 0]);
    answer = () => Promise.resolve(picture);
    await fetchFor(1);
    expect([await stateOf(), told.length]).toEqual(['kept', 0]);
  });
});

import { afterEach, beforeEach, expect } from 'vitest';
import type { CloudOptions } from '../../src/channels/whatsapp-cloud/whatsapp-cloud.ts';
import type { Address } from '../../src/domain/contact.ts';
import type { OutboxStatus } from '../../src/domain/outbox.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { loadTestAssets } from './assets.ts';
import { approve, deliverTo, openCloudBot } from './cloud-bot.ts';
import type { CloudPhone, PhoneOptions } from './cloud-phone.ts';
import { openCloudPhone } from './cloud-phone.ts';
import type { GraphApi, ShownOnPhone } from './graph-api.ts';
import { openGraphApi } from './graph-api.ts';
import type { Script, TestInside } from './inside.ts';
import { message } from './inside.ts';
import type { SeededUniverse } from './universe.ts';
import { seededUniverse } from './universe.ts';

/** The channel, the fake Graph server, and one person's phone; new ones for each test of the file. */
export interface CloudTalk {
  readonly api: GraphApi;
  readonly bot: TestInside;
  readonly phone: CloudPhone;
  readonly universe: SeededUniverse;
  open(cloud?: Partial<CloudOptions>, script?: Script): Promise<void>;
  phoneOf(names: Partial<PhoneOptions>): CloudPhone;
  channel(): Channel;
  /** The first message that reached the phone. */
  shown(): ShownOnPhone;
  expectTexts(texts: readonly unknown[], of?: CloudPhone): Promise<void>;
  expectLog(line: unknown): Promise<void>;
  /** Messages that did not go out, or of which nobody knows. */
  fates(): Promise<readonly (readonly [text: string | undefined, status: OutboxStatus])[]>;
  /** Time goes on, and what is planned by then is tried again. */
  wait(ms: number): Promise<void>;
}

export const hour = 3_600_000;
export const patient = { timeout: 5_000 };

export function seatOf(user: string): Address {
  return { channel: 'whatsapp-cloud', account: 'default', externalUser: user, thread: user };
}

/** Answers words, and nothing else. */
const echo: Script = (input) => {
  const isWords = input.type === 'activity' && input.activity.type === 'message';
  return isWords ? { say: [`echo ${input.activity.text ?? ''}`] } : {};
};

/** For the top of a test file. */
export function cloudTalk(): CloudTalk {
  const talk = {} as { -readonly [Name in keyof CloudTalk]: CloudTalk[Name] };
  beforeEach(async () => {
    talk.universe = seededUniverse();
    talk.api = await openGraphApi({ now: talk.universe.now });
  });
  afterEach(async () => {
    const closed = talk.bot.dispose();
    await talk.api.close();
    await closed;
  });
  talk.phoneOf = (names) => openCloudPhone(talk.api, { deliver: deliverTo(() => talk.bot), now: talk.universe.now, ...names });
  talk.open = async (cloud = {}, script = echo) => {
    const { templates } = await loadTestAssets();
    approve(talk.api, templates);
    talk.bot = await openCloudBot(talk.api, { universe: talk.universe, assets: { templates }, cloud, script });
    talk.phone = talk.phoneOf({});
  };
  talk.channel = () => found(talk.bot.channels.find(({ capabilities: { name } }) => name === 'whatsapp-cloud'));
  talk.shown = () => found(talk.api.shown[0]);
  talk.expectTexts = async (texts, of = talk.phone) => {
    await expect.poll(() => of.texts(), patient).toEqual(texts);
  };
  talk.expectLog = async (line) => {
    await expect.poll(() => talk.bot.logged, patient).toContainEqual(line);
  };
  talk.fates = async () => {
    const rows = await talk.bot.store.read(({ outbox }) => outbox.troubled(99));
    return rows.map(({ activity, status }) => [activity.text, status] as const);
  };
  talk.wait = async (ms) => {
    talk.universe.advance(ms);
    await talk.bot.inbox.receive([message(`tick ${String(talk.universe.now())}`)]);
  };
  return talk;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/run-turn.ts';
import { loadTestAssets } from '../../support/assets.ts';
import { callerOn, openBotFramework } from '../../support/bot-framework-client.ts';
import type { ConnectorServer, Posted } from '../../support/connector-server.ts';
import { openConnectorServer } from '../../support/connector-server.ts';
import { png } from '../../support/files.ts';
import type { TestInside } from '../../support/inside.ts';
import { simpleKnowledge } from '../../support/knowledge.ts';
import type { Correspondent } from './conversation-script.ts';
import { playContract } from './conversation-script.ts';

let server: ConnectorServer;
let inside: TestInside;

afterEach(async () => {
  await inside.dispose();
  await server.close();
});

test.each(['msteams', 'emulator'])(
  'Bot Framework carries the whole conversation on %s',
  { timeout: 60_000 },
  async (channelId) => {
    const assets = await loadTestAssets();
    server = await openConnectorServer();
    inside = await openBotFramework(server, {}, { assets, engine: createEngine(assets, simpleKnowledge(assets)) });
    await playContract(inside, correspondentOn(channelId));
    expect(inside.logged.filter((line) => /^(author fault|turn|message not sent)/.test(line))).toEqual([]);
  },
);

interface Button {
  readonly title: string;
  readonly value: unknown;
}

/** On a card or suggested, whichever the channel shows. */
function buttonsOf({ activity }: Posted): readonly Button[] {
  const card = activity.attachments?.[0]?.content as { readonly buttons?: readonly Button[] } | undefined;
  return card?.buttons ?? activity.suggestedActions?.actions ?? [];
}

/** The words, and the name and size of a file that came inside the message. */
function lineOf({ activity }: Posted): string {
  const { name = '', contentUrl } = activity.attachments?.[0] ?? {};
  const held = /^data:[\w/]+;base64,(.+)$/.exec(contentUrl ?? '')?.[1];
  if (held === undefined) return activity.text ?? '';
  return `${activity.text ?? ''} ${name}, ${String(Buffer.from(held, 'base64').length)} bytes`;
}

/** Where there are too many for buttons they are numbered lines, and their number is typed. */
const listed = (text: string): readonly string[] => [...text.matchAll(/^(\d+)\. (.+?)\s*$/gm)].map((match) => match[2] ?? '');

function correspondentOn(channelId: string): Correspondent {
  const person = callerOn(() => inside, server, channelId);
  const shown = (): readonly Posted[] => server.posted.filter(({ activity }) => activity.type === 'message');
  const post = (fields: Readonly<Record<string, unknown>>): void => void person.post(fields);
  const press = (label: string): void => {
    const number = listed(shown().at(-1)?.activity.text ?? '').indexOf(label);
    const button = shown()
      .toReversed()
      .flatMap(buttonsOf)
      .find(({ title }) => title === label);
    if (number >= 0) post({ text: String(number + 1) });
    else if (button === undefined) throw new Error(`no button ${label} on screen`);
    else post({ text: label, value: button.value });
  };
  const picture = png();
  server.files.set('/file', picture);
  const file = (contentType: string) => ({ text: '', attachments: [{ contentType, contentUrl: `${server.url}/file` }] });
  return {
    picture,
    write: (text) => post({ text }),
    press,
    sendVoice: () => post(file('audio/ogg')),
    sendPicture: () => post(file('image/jpeg')),
    sendLocation: (latitude, longitude) => post({ text: '', entities: [{ type: 'Place', geo: { latitude, longitude } }] }),
    correct: (text) => post({ type: 'messageUpdate', text }),
    block: () => post({ type: 'installationUpdate', action: 'remove' }),
    lines: () => shown().map(lineOf),
    buttons: () => {
      const last = shown().at(-1);
      const titles = last === undefined ? [] : buttonsOf(last).map(({ title }) => title);
      return titles.length > 0 ? titles : listed(last?.activity.text ?? '');
    },
  };
}

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../../../src/channels/whatsapp-web/ledger.ts';
import { dailyCaps, openLedger } from '../../../src/channels/whatsapp-web/ledger.ts';
import { betweenPillsMs, lookMs, typingMs } from '../../../src/channels/whatsapp-web/pace.ts';
import type { Call } from '../../../src/channels/whatsapp-web/protocol.ts';
import type { Sender } from '../../../src/channels/whatsapp-web/send-message.ts';
import { createSender } from '../../../src/channels/whatsapp-web/send-message.ts';
import { SportelloError } from '../../../src/domain/errors.ts';
import type { OutboxKind, OutboxMessage } from '../../../src/domain/outbox.ts';
import type { MediaFile } from '../../../src/domain/media.ts';
import { ogg, pdf } from '../../support/files.ts';
import { seededUniverse } from '../../support/universe.ts';

const hour = 3_600_000;
const day = 24 * hour;
let folder: string;
let ledger: Ledger;
let calls: Call[];
let universe: ReturnType<typeof seededUniverse>;
let heardAt: number | null;
/** What the next calls do instead of going well. */
let faults: (SportelloError | null)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-sender-'));
  ledger = await openLedger(folder);
  [calls, faults, universe] = [[], [], seededUniverse()];
  heardAt = universe.now();
  ledger.linked(universe.now() - 30 * day);
});
afterEach(async () => {
  await ledger.settled();
  await rm(folder, { recursive: true, force: true });
});

function sender(pace = 0): Sender {
  return createSender({
    universe,
    pace,
    ledger: () => ledger,
    looks: { settled: () => Promise.resolve() },
    correspondence: { lastHeard: () => Promise.resolve(heardAt) },
    openMedia: ({ contentUrl }) => Promise.resolve(filesHere.get(contentUrl ?? '') ?? null),
    place: { lend: (bytes, work) => work(`${String(bytes.length)} bytes`) },
    call: (call) => {
      calls.push(call);
      const fault = call.name.startsWith('send') ? (faults.shift() ?? null) : null;
      return fault === null ? Promise.resolve(`id${String(calls.length)}`) : Promise.reject(fault);
    },
  });
}

function outgoing(text: string, kind: OutboxKind = 'reply', id = text.slice(0, 20)): OutboxMessage {
  const address = { channel: 'whatsapp-web', account: 'default', externalUser: '7@lid', thread: '7@lid' };
  const activity = { type: 'message', text, textFormat: 'markdown' } as const;
  const rest = { idemKey: id, conversationId: 'c', status: 'sending', attempts: 1, notBefore: 0, expiresAt: null } as const;
  return { id, address, activity, kind, ...rest };
}

const filesHere = new Map<string, MediaFile>([
  ['media:form', { bytes: pdf(), contentType: 'application/pdf', name: 'form.pdf' }],
  ['media:voice', { bytes: ogg(), contentType: 'audio/ogg', name: null }],
]);

function withFile(id: string, text = ''): OutboxMessage {
  const message = outgoing(text, 'mentor', id);
  const contentType = filesHere.get(id)?.contentType ?? 'application/pdf';
  const channelData = { sportello: { speaker: { kind: 'mentor', name: 'Anna' } } } as const;
  const activity = {
    ...message.activity,
    textFormat: 'plain',
    attachments: [{ contentType, contentUrl: id }],
    channelData,
  } as const;
  return { ...message, activity };
}

/** What left: words, or a file's name and the words under it. */
const sentPieces = (): readonly string[] =>
  calls.flatMap((call) => {
    if (call.name === 'send') return [call.text];
    return call.name === 'send-file' ? [`[${call.file.fileName}, ${call.file.path}] ${call.caption}`] : [];
  });

const sentTexts = (): readonly string[] => calls.flatMap((call) => (call.name === 'send' ? [call.text] : []));

describe('a message', () => {
  test('is typed, then sent with WhatsApp’s marks', async () => {
    expect(await sender().send(outgoing('**Yes.** You may.'))).toEqual({ providerId: 'id2' });
    expect(calls.map(({ name }) => name)).toEqual(['typing', 'send']);
    expect(sentTexts()).toEqual(['*Yes.* You may.']);
  });

  test('written from right to left keeps foreign words in their order', async () => {
    const message = outgoing('اكتب Partita IVA هنا');
    const channelData = { sportello: { direction: 'rtl' } } as const;
    await sender().send({ ...message, activity: { ...message.activity, channelData } });
    expect(sentTexts()).toEqual(['اكتب \u2066Partita IVA\u2069 هنا']);
  });

  test('of several parts goes on after those that arrived', async () => {
    const long = outgoing('A sentence of some length. '.repeat(300));
    const made = sender();
    const failing = new SportelloError('send-unknown', 'send: no answer within 12 s');
    // The first part arrives, the second does not.
    faults = [null, failing];
    await expect(made.send(long)).rejects.toBe(failing);
    const [first] = sentTexts();
    await made.send(long);
    expect(sentTexts().filter((text) => text === first)).toHaveLength(1);
    const retried = calls.findLast((call) => call.name === 'send');
    expect(retried?.name === 'send' && retried.triedAt !== null).toBe(true);
  });

  test('waits for the next day where the day is full', async () => {
    for (let count = 0; count < dailyCaps.usual.messages; count++) ledger.sent('message', universe.now());
    await expect(sender().send(outgoing('one more'))).rejects.toMatchObject({ code: 'send-failed', retryAfterMs: 15 * hour });
    universe.advance(15 * hour);
    await sender().send(outgoing('one more'));
    expect(sentTexts()).toEqual(['one more']);
  });
});

describe('a file', () => {
  const name = '*Anna*';
  const form = `form.pdf, ${String(pdf().length)} bytes`;

  test.each([
    ['bears the name of who sends it', 'media:form', '', [`[${form}] ${name}`]],
    ['bears the words that came with it', 'media:form', 'Sign here.', [`[${form}] ${name}\nSign here.`]],
    [
      'leaves words alone that are too long for it',
      'media:form',
      'x'.repeat(1_024),
      [`[${form}] `, `${name}\n${'x'.repeat(1_024)}`],
    ],
    ['that is heard has its words after it', 'media:voice', '', [`[file.ogg, ${String(ogg().length)} bytes] `, name]],
  ])('%s', async (_what, id, text, pieces) => {
    await sender().send(withFile(id, text));
    expect(sentPieces()).toEqual(pieces);
  });

  test('that is not there any more is never sent', async () => {
    await expect(sender().send(withFile('media:gone'))).rejects.toMatchObject({ code: 'send-refused' });
    expect(sentPieces()).toEqual([]);
  });

  test('counts as a message of the day, and waits as one', async () => {
    for (let count = 1; count < dailyCaps.usual.messages; count++) ledger.sent('message', universe.now());
    await sender().send(withFile('media:form'));
    await expect(sender().send(withFile('media:form'))).rejects.toMatchObject({ code: 'send-failed' });
  });

  test('whose outcome is unknown is looked for before it is sent again, and not taken for the one before it', async () => {
    const made = sender();
    const first = await made.send(withFile('media:form', 'one'));
    faults = [new SportelloError('send-unknown', 'send-file: no answer within 20 s')];
    const second = { ...withFile('media:form', 'one'), id: 'second' };
    await expect(made.send(second)).rejects.toThrow('no answer');
    await made.send(second);
    const retried = calls.findLast((call) => call.name === 'send-file');
    expect(retried).toMatchObject({ before: first.providerId });
    expect(retried?.triedAt).toBeTypeOf('number');
  });
});

describe('a pill', () => {
  test.each([
    ['within a day', day, true],
    ['a day and a minute ago', day + 60_000, false],
    ['never', null, false],
  ])('to who wrote %s', async (_when, ago, isSent) => {
    heardAt = ago === null ? null : universe.now() - ago;
    const outcome = await sender()
      .send(outgoing('Know who buys', 'pill'))
      .then(() => 'sent')
      .catch((error: unknown) => (error instanceof SportelloError ? error.code : String(error)));
    expect(outcome).toBe(isSent ? 'sent' : 'send-refused');
    expect(sentTexts()).toEqual(isSent ? ['Know who buys'] : []);
  });

  test('waits until some time after the one before', async () => {
    const slow = sender(0.01);
    await slow.send(outgoing('one', 'pill'));
    await expect(slow.send(outgoing('two', 'pill'))).rejects.toMatchObject({ code: 'send-failed' });
    universe.advance(900);
    await slow.send(outgoing('two', 'pill'));
    expect(sentTexts()).toEqual(['one', 'two']);
  });

  test('has a limit of its own, and a lower one while the number is new', async () => {
    ledger.unlinked();
    ledger.linked(universe.now());
    for (let count = 0; count < dailyCaps.warming.pills; count++) ledger.sent('pill', universe.now());
    await expect(sender().send(outgoing('one more', 'pill'))).rejects.toMatchObject({ code: 'send-failed' });
    await sender().send(outgoing('a reply'));
    expect(sentTexts()).toEqual(['a reply']);
  });
});

describe('the ledger', () => {
  test('outlives a restart, for its owner’s eyes only', async () => {
    for (let count = 0; count < dailyCaps.usual.messages; count++) ledger.sent('message', universe.now());
    await ledger.settled();
    const again = await openLedger(folder);
    expect(again.waitFor('message', universe.now())).toBeGreaterThan(0);
    expect(again.linkedAt()).toBe(universe.now() - 30 * day);
    const path = join(folder, 'ledger.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).not.toContain('lid');
  });

  test('that was cut off counts the number as new', async () => {
    await ledger.settled();
    await writeFile(join(folder, 'ledger.json'), '{"linkedAt":1');
    expect((await openLedger(folder)).linkedAt()).toBeNull();
  });
});

test('a human’s pace is irregular and has its limits', () => {
  const { chance } = seededUniverse({ seed: 7 });
  const times = Array.from({ length: 500 }, () => [lookMs(chance), typingMs(200, false, chance), betweenPillsMs(chance)]);
  const spans = [0, 1, 2].map((index) => times.map((row) => row[index] ?? 0));
  const limits = [
    [300, 1_500],
    [600, 2_800],
    [20_000, 90_000],
  ];
  for (const [index, span] of spans.entries()) {
    expect(Math.min(...span)).toBeGreaterThanOrEqual(limits[index]?.[0] ?? 0);
    expect(Math.max(...span)).toBeLessThanOrEqual(limits[index]?.[1] ?? 0);
    expect(new Set(span).size).toBeGreaterThan(200);
  }
});

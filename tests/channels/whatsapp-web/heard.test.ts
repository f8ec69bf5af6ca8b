import { describe, expect, test } from 'vitest';
import { heardOf } from '../../../src/channels/whatsapp-web/heard.ts';
import { readFromChild, readToChild } from '../../../src/channels/whatsapp-web/protocol.ts';
import { toInbound } from '../../../src/channels/whatsapp-web/to-inbound.ts';

const chat = '390001112223@c.us';
const model = (fields: Readonly<Record<string, unknown>>, remote: unknown = chat) => ({
  id: { fromMe: false, remote, id: 'A1', _serialized: `false_${String(remote)}_A1` },
  t: 1_700_000_000,
  type: 'chat',
  notifyName: 'Amina',
  ...fields,
});

describe('what a person sends', () => {
  test.each([
    ['words', { body: ' hello\0 ' }, { type: 'message', text: 'hello' }],
    [
      'a voice note',
      { type: 'ptt', mimetype: 'audio/ogg; codecs=opus' },
      { text: '', attachments: [{ contentType: 'audio/ogg' }] },
    ],
    [
      'a picture: its caption, never its thumbnail',
      { type: 'image', mimetype: 'image/png', body: 'dGh1bWI=', caption: 'my permit' },
      { text: 'my permit', attachments: [{ contentType: 'image/png' }] },
    ],
    [
      'a file by its name, size and message',
      { type: 'document', filename: 'form.pdf', size: 30_000_000 },
      { attachments: [{ name: 'form.pdf', contentUrl: `whatsapp-web:false_${chat}_A1`, content: { bytes: 30_000_000 } }] },
    ],
    [
      'a place',
      { type: 'location', lat: 43.8, lng: 11.1 },
      { type: 'event', name: 'location', value: { latitude: 43.8, longitude: 11.1 } },
    ],
  ])('%s', (_what, fields, activity) => {
    const heard = heardOf(model(fields));
    expect(heard).not.toBeNull();
    expect(heard === null ? null : toInbound(heard, 'default')?.activity).toMatchObject(activity);
  });

  test('a card with somebody’s number keeps no number', () => {
    const heard = heardOf(model({ type: 'vcard', body: 'BEGIN:VCARD TEL:+39055123 END:VCARD' }));
    expect(JSON.stringify(heard)).not.toContain('39055123');
  });

  test.each([
    ['a group', model({ body: 'hello' }, '12036@g.us')],
    ['a status', model({ body: 'hello' }, 'status@broadcast')],
    ['a status in a private guise', model({ body: 'hello', isStatusV3: true })],
    ['a list of recipients', model({ body: 'hello', broadcast: true })],
    ['a channel', model({ body: 'hello' }, '12036@newsletter')],
    ['ourselves', { ...model({ body: 'hello' }), id: { fromMe: true, remote: chat, _serialized: 'true_x' } }],
    ['a call', model({ type: 'call_log' })],
    ['a reaction', model({ type: 'reaction', body: 'x' })],
    ['a type that nobody knows', model({ type: 'constructor' })],
    ['nothing', model({ body: '  ' })],
    ['an undecrypted message', model({ type: 'ciphertext' })],
    ['something that is no message', { id: 'A1' }],
    ['null', null],
  ])('%s is not for us', (_what, message) => {
    expect(heardOf(message)).toBeNull();
  });
});

describe('a message and its corrections', () => {
  const said = { id: 'false_x_A1', chat, person: chat, name: '', at: 1_000_000, text: 'hello' };

  test('have keys of their own, within the session', () => {
    expect(toInbound(said, 'default')?.dedupeKey).toBe('default:false_x_A1');
    expect(toInbound({ ...said, correctedAt: 1_060_000 }, 'default')?.dedupeKey).toBe('default:false_x_A1:1060000');
  });

  test('count only for ten minutes', () => {
    expect(toInbound({ ...said, correctedAt: 1_600_000 }, 'default')).not.toBeNull();
    expect(toInbound({ ...said, correctedAt: 1_600_001 }, 'default')).toBeNull();
  });

  test('belong to the id that is no phone number where there is one', () => {
    const address = toInbound({ ...said, person: '77@lid' }, 'default')?.address;
    expect(address).toEqual({ channel: 'whatsapp-web', account: 'default', externalUser: '77@lid', thread: '77@lid' });
  });
});

describe('between parent and child', () => {
  const heard = { id: 'i', chat, person: chat, name: 'Amina', at: 1, text: 'hello' };
  const file = { path: '/s/f', contentType: 'application/pdf', fileName: 'form.pdf' };
  const settings = {
    sessionFolder: '/s',
    chromiumPath: '/c',
    page: null,
    phone: null,
    startMs: 1,
    callMs: 2,
    fileMs: 5,
    closeMs: 3,
    catchUpMs: 4,
  };

  test.each([
    [{ type: 'qr', text: 'ref' }],
    [{ type: 'ready' }],
    [{ type: 'state', state: 'CONNECTED' }],
    [{ type: 'heard', messages: [heard, { ...heard, place: { latitude: 1, longitude: 2 } }] }],
    [{ type: 'heard', messages: [{ ...heard, attachment: { contentType: 'image/png', content: { bytes: 9 } } }] }],
    [{ type: 'result', id: 1, value: null }],
    [{ type: 'failed', id: 1, isUnsent: true, reason: 'not ready' }],
  ])('%j is what it is', (message) => {
    expect(readFromChild(structuredClone(message))).toEqual(message);
  });

  test.each([
    [{ type: 'start', settings }],
    [{ type: 'call', id: 1, call: { name: 'send', chat, text: 'hello', triedAt: null, before: null } }],
    [{ type: 'call', id: 3, call: { name: 'send-file', chat, file, caption: '', triedAt: 5, before: 'id' } }],
    [{ type: 'call', id: 4, call: { name: 'fetch', message: 'false_x_A1', path: '/s/f', mostBytes: 9 } }],
    [{ type: 'call', id: 2, call: { name: 'state' } }],
    [{ type: 'kept', ids: ['a'] }],
    [{ type: 'stop' }],
  ])('%j is what it is, too', (message) => {
    expect(readToChild(structuredClone(message))).toEqual(message);
  });

  test.each([
    [null],
    ['qr'],
    [{}],
    [{ type: 'qr' }],
    [{ type: 'constructor' }],
    [{ type: 'result', id: 'one' }],
    [{ type: 'heard' }],
  ])('%j is nothing', (message) => {
    expect(readFromChild(message)).toBeNull();
    expect(readToChild(message)).toBeNull();
  });

  test('of a batch only what is a message is heard', () => {
    const batch = { type: 'heard', messages: [{ ...heard, chat: '1@g.us' }, { id: 1 }, heard] };
    expect(readFromChild(batch)).toEqual({ type: 'heard', messages: [heard] });
  });
});

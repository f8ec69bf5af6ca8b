import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../src/channels/whatsapp-cloud/read-webhook.ts';
import { toInbound } from '../../../src/channels/whatsapp-cloud/to-inbound.ts';
import type { InboundActivity } from '../../../src/domain/inbox.ts';
import { webhookOf } from '../../support/cloud-phone.ts';
import { textExample } from './meta-examples.ts';

type Fields = Readonly<Record<string, unknown>>;
const head = { from: '16505551234', id: 'wamid.1', timestamp: '1749416383' };
const person = { profile: { name: 'Sheena' }, wa_id: '16505551234' };

function heard(message: Fields, contact: Fields = person): InboundActivity | null {
  const { messages } = readWebhook(webhookOf('7', { contacts: [contact], messages: [{ ...head, ...message }] }), '7');
  const [found] = messages;
  return found === undefined ? null : toInbound(found.message, found.contact, '7');
}

test('Meta’s own example is read whole', () => {
  const { messages } = readWebhook(webhookOf('7', textExample), '7');
  expect(messages.map(({ message, contact }) => toInbound(message, contact, '7'))).toEqual([
    {
      address: { channel: 'whatsapp-cloud', account: 'default', externalUser: '16505551234', thread: '16505551234' },
      dedupeKey: '7:wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUE4OTQ2RkM1QkE1QjY5NjlDRgA=',
      activity: {
        channelId: 'whatsapp-cloud',
        type: 'message',
        text: 'Does it come in another color?',
        textFormat: 'plain',
        from: { id: '16505551234', role: 'user', name: 'Sheena Nelson' },
        channelData: { whatsapp: { messageId: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUE4OTQ2RkM1QkE1QjY5NjlDRgA=' } },
      },
    },
  ]);
});

const file = { id: '5', mime_type: 'audio/ogg; codecs=opus' };

test.each([
  ['a text', { type: 'text', text: { body: ' hello\0 ' } }, { type: 'message', text: 'hello' }],
  [
    'a button',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '>menu', title: 'Menu' } } },
    { type: 'message', text: 'Menu', value: '>menu' },
  ],
  [
    'a row, by its whole label',
    {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'a.b.c', title: 'Someone who…', description: 'Someone who bought' } },
    },
    { type: 'message', text: 'Someone who bought', value: 'a.b.c' },
  ],
  [
    'a row whose value was too long, by its number',
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '~hash', title: '2. A very long…' } } },
    { type: 'message', text: '2' },
  ],
  [
    'the button of a template that is not ours',
    { type: 'button', button: { payload: 'x', text: 'Yes' } },
    { type: 'message', text: 'Yes' },
  ],
  [
    'the button of ours',
    { type: 'button', button: { payload: 'sportello:open', text: 'Read it' } },
    { type: 'event', name: 'window-opened' },
  ],
  [
    'a voice note',
    { type: 'audio', audio: { ...file, voice: true } },
    { attachments: [{ contentType: 'audio/ogg', contentUrl: 'whatsapp-cloud:5' }], text: '' },
  ],
  [
    'a picture with words',
    { type: 'image', image: { id: '5', mime_type: 'image/png', caption: 'my permit' } },
    { attachments: [{ contentType: 'image/png', contentUrl: 'whatsapp-cloud:5' }], text: 'my permit' },
  ],
  [
    'a document with its name',
    { type: 'document', document: { id: '5', mime_type: 'application/pdf', filename: 'a.pdf' } },
    { attachments: [{ contentType: 'application/pdf', contentUrl: 'whatsapp-cloud:5', name: 'a.pdf' }] },
  ],
  [
    'a type that is none',
    { type: 'image', image: { id: '5', mime_type: '<script>' } },
    { attachments: [{ contentType: 'image/jpeg', contentUrl: 'whatsapp-cloud:5' }] },
  ],
  [
    'a sticker',
    { type: 'sticker', sticker: { id: '5', mime_type: 'image/webp' } },
    { attachments: [{ contentType: 'application/vnd.whatsapp.sticker' }] },
  ],
  [
    'a place',
    { type: 'location', location: { latitude: '43.8', longitude: 11.1 } },
    { type: 'event', name: 'location', value: { latitude: 43.8, longitude: 11.1 } },
  ],
  [
    'a card with numbers, which are not kept',
    { type: 'contacts', contacts: [{ phones: [{ phone: '+39' }] }] },
    { attachments: [{ contentType: 'text/vcard' }] },
  ],
  ['a reaction', { type: 'reaction', reaction: { emoji: '👍' } }, { type: 'event', name: 'reaction', value: { emoji: '👍' } }],
  [
    'a correction',
    { type: 'edit', edit: { original_message_id: 'w', message: { type: 'text', text: { body: 'a shop' } } } },
    { type: 'message', text: 'a shop' },
  ],
  [
    'what WhatsApp does not pass on',
    { type: 'unsupported', errors: [{ code: 131051 }] },
    { attachments: [{ contentType: 'application/vnd.whatsapp.unsupported' }] },
  ],
  [
    'a kind that nobody knows yet',
    { type: 'hologram', hologram: {} },
    { attachments: [{ contentType: 'application/vnd.whatsapp.unsupported' }] },
  ],
  ['somebody who opened the chat for the first time', { type: 'request_welcome' }, { type: 'message', text: '/start' }],
])('%s is understood', (_what, message, activity) => {
  expect(heard(message)?.activity).toMatchObject(activity);
});

test.each([
  ['a deleted message', { type: 'revoke', revoke: {} }],
  ['a system’s note', { type: 'system', system: { type: 'user_changed_number' } }],
  ['a group’s talk', { type: 'text', text: { body: 'hello' }, group_id: 'g' }],
  ['an empty text', { type: 'text', text: { body: '' } }],
  ['a message without an id', { type: 'text', text: { body: 'x' }, id: null }],
  ['a message from nobody', { type: 'text', text: { body: 'x' }, from: undefined }],
])('%s says nothing', (_what, message) => {
  expect(heard(message, {})).toBeNull();
});

test('which advertisement brought a person is kept, what it promised is not', () => {
  const referral = { source_type: 'ad', source_id: '12', headline: 'Chat with us', source_url: 'https://fb.me/x' };
  expect(heard({ type: 'text', text: { body: 'hi' }, referral })?.activity.channelData).toEqual({
    whatsapp: { messageId: 'wamid.1', referral: { type: 'ad', id: '12' } },
  });
});

describe('a person', () => {
  const text = { type: 'text', text: { body: 'hi' } };
  const id = 'IT.1502576394655843';

  test.each([
    ['by their id, not by their number', { from_user_id: id }, person, id],
    ['by the id of their contact', {}, { ...person, user_id: id }, id],
    ['by an id alone', { from: undefined, from_user_id: id }, { user_id: id }, id],
    ['by their number where there is nothing else', {}, person, '16505551234'],
    ['by their number where the id is none', { from_user_id: '16505551234' }, person, '16505551234'],
  ])('is known %s', (_how, names, contact, user) => {
    expect(heard({ ...text, ...names }, contact)?.address.externalUser).toBe(user);
  });

  test('is never taken for the other person of the same webhook', () => {
    const other = { profile: { name: 'Bola' }, wa_id: '4477', user_id: 'GB.1' };
    expect(heard(text, other)?.activity.from).toEqual({ id: '16505551234', role: 'user' });
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { ActionButtons, ActionList, Body, Button, Interactive, ListSection, Row, Text } from 'whatsapp-api-js/messages';
import type { PostData } from 'whatsapp-api-js/types';
import { isSigned } from '../../../src/channels/whatsapp-cloud/signature.ts';
import { toBodies } from '../../../src/channels/whatsapp-cloud/from-activity.ts';
import { headOf, webhookOf } from '../../support/cloud-phone.ts';
import type { GraphApi } from '../../support/graph-api.ts';
import { openGraphApi, signedWebhook } from '../../support/graph-api.ts';
import { metaExamples } from './meta-examples.ts';

// Another implementation of both sides, so that our fake and our channel do not only agree with each other.

let api: GraphApi;
let client: WhatsAppAPI;

beforeEach(async () => {
  api = await openGraphApi();
  api.heardAt.set('393331234567', Date.now());
  api.heardAt.set('IT.1', Date.now());
  client = new WhatsAppAPI({
    token: api.token,
    appSecret: api.appSecret,
    webhookVerifyToken: 'word',
    v: 'v24.0',
    ponyfill: {
      fetch: (url, options) =>
        fetch((url as URL | string).toString().replace('https://graph.facebook.com', new URL(api.url).origin), options),
    },
  });
});
afterEach(() => api.close());

describe('the fake Graph server', () => {
  test('takes what the other client sends', async () => {
    const phone = { phone: '393331234567', bsuid: 'IT.1' };
    await client.sendMessage(api.phoneId, phone, new Text('Hello'), undefined, 'mark');
    await client.sendMessage(api.phoneId, phone, new Interactive(new ActionButtons(new Button('a', 'Yes')), new Body('Well?')));
    await client.sendMessage(
      api.phoneId,
      phone,
      new Interactive(new ActionList('Choose', new ListSection(undefined, new Row('a', 'One'))), new Body('Which?')),
    );
    await client.markAsRead(api.phoneId, 'wamid.1', 'text');
    expect(api.shown.map(({ text, callback }) => [text, callback])).toEqual([
      ['Hello', 'mark'],
      ['Well?', undefined],
      ['Which?', undefined],
    ]);
    expect(api.read).toEqual(['wamid.1']);
  });

  test('gives the other client files in two steps', async () => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new Blob(['%PDF'], { type: 'application/pdf' }));
    const { id } = (await client.uploadMedia(api.phoneId, form)) as { id: string };
    const { url } = (await client.retrieveMedia(id)) as { url: string };
    expect(await (await client.fetchMedia(url)).text()).toContain('%PDF');
  });
});

test('the other client reads the fake phone’s webhooks, and what we take for signed it takes, too', async () => {
  const heard: string[] = [];
  client.on.message = ({ message }) => void heard.push(message.type);
  client.on.status = ({ status }) => void heard.push(status);
  const known = metaExamples.filter((value) => 'messages' in value || 'statuses' in value);
  for (const value of known) {
    const { bytes, headers } = signedWebhook(webhookOf(api.phoneId, value), api.appSecret);
    const signature = headers['x-hub-signature-256'] ?? '';
    expect(isSigned(bytes, signature, api.appSecret)).toBe(true);
    await client.post(JSON.parse(bytes.toString()) as PostData, bytes.toString(), signature);
  }
  expect(heard).toHaveLength(known.length);
});

test.each([
  ['text', { type: 'message', text: 'Hello' }],
  ['buttons', choicesOf(['Yes', 'No'])],
  ['list', choicesOf(['a', 'b', 'c', 'd'])],
] as const)('our %s is what the other client makes of the same', async (_what, activity) => {
  const [ours] = toBodies(activity, { languageOf: () => 'en', directionOf: () => 'ltr', openLabel: () => 'Choose' });
  const theirs = api.calls;
  await client.sendMessage(api.phoneId, { phone: '393331234567', bsuid: '' }, theirVersion(activity));
  const body = theirs.at(-1)?.body ?? {};
  const type = String(ours?.['type']);
  expect(body['type']).toBe(type);
  expect(ours?.[type]).toEqual(type === 'text' ? { preview_url: false, ...(body[type] as object) } : body[type]);
});

type Example = {
  readonly type: 'message';
  readonly text: string;
  readonly suggestedActions?: { readonly actions: readonly Choice[] };
};
type Choice = { readonly type: 'postBack'; readonly title: string; readonly value: string };

function choicesOf(titles: readonly string[]): Example {
  const actions = titles.map((title): Choice => ({ type: 'postBack', title, value: `>${title}` }));
  return { type: 'message', text: 'Well?', suggestedActions: { actions } };
}

function theirVersion({ text, suggestedActions }: Example): Text | Interactive {
  const [first, ...others] = suggestedActions?.actions ?? [];
  if (first === undefined) return new Text(text);
  if (others.length < 3) return new Interactive(new ActionButtons(buttonOf(first), ...others.map(buttonOf)), new Body(text));
  return new Interactive(
    new ActionList('Choose', new ListSection(undefined, rowOf(first), ...others.map(rowOf))),
    new Body(text),
  );
}

const buttonOf = ({ title, value }: Choice): Button => new Button(value, title);
const rowOf = ({ title, value }: Choice): Row => new Row(value, title);

test('the other client’s signature is ours', () => {
  const payload = webhookOf('1', { messages: [{ ...headOf('1', null, 'x', 0), type: 'text', text: { body: 'perché 😀' } }] });
  const { bytes, headers } = signedWebhook(payload, 'secret');
  expect(bytes.toString()).toContain(String.raw`perch\u00e9 \ud83d\ude00`);
  expect(isSigned(bytes, headers['x-hub-signature-256'], 'secret')).toBe(true);
});

/**
 * The `value` of webhooks as Meta's documentation shows them ("Webhooks reference", "Messages webhook reference" and its
 * pages for each type, "Business-scoped user IDs"); numbers, ids and shapes are those of the examples.
 */
type Fields = Readonly<Record<string, unknown>>;

const contact = { profile: { name: 'Sheena Nelson' }, wa_id: '16505551234' };
const head = {
  from: '16505551234',
  id: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUE4OTQ2RkM1QkE1QjY5NjlDRgA=',
  timestamp: '1749416383',
};
const message = (fields: Fields, extra: Fields = {}): Fields => ({
  contacts: [contact],
  messages: [{ ...head, ...fields }],
  ...extra,
});
const asset = {
  mime_type: 'image/jpeg',
  sha256: '81d3bd8a8db4868c9520ed47186e8b7c5789e61ff79f7f834be6950b808a90d3',
  id: '2754859441498128',
};
const context = { from: '15550783881', id: 'wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI4MjZGRDA0OUE2OTQ3RkEyMzcA' };

export const textExample = message({ type: 'text', text: { body: 'Does it come in another color?' } });

export const metaExamples: readonly Fields[] = [
  textExample,
  message({
    type: 'text',
    text: { body: 'Can I get more info about this?' },
    referral: {
      source_url: 'https://fb.me/3cr4Wqqkv',
      source_id: '120226305854810726',
      source_type: 'ad',
      body: 'Summer succulents are here!',
      headline: 'Chat with us',
      media_type: 'image',
      image_url: 'https://scontent.xx.fbcdn.net/v/t45.1',
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQ',
      welcome_message: { text: 'Hi there! Let us know how we can help!' },
    },
  }),
  message({
    type: 'interactive',
    context,
    interactive: { type: 'button_reply', button_reply: { id: 'cancel-button', title: 'Cancel' } },
  }),
  message({
    type: 'interactive',
    context,
    interactive: {
      type: 'list_reply',
      list_reply: { id: 'priority_express', title: 'Priority Mail Express', description: 'Next Day to 2 Days' },
    },
  }),
  message({
    type: 'interactive',
    interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{}', body: 'Sent', name: 'flow' } },
  }),
  message({ type: 'button', context, button: { payload: 'Unsubscribe', text: 'Unsubscribe' } }),
  message({ type: 'image', image: { caption: 'Taj Mahal', ...asset } }),
  message({ type: 'document', document: { ...asset, caption: 'The form', filename: 'form.pdf', mime_type: 'application/pdf' } }),
  message({ type: 'audio', audio: { ...asset, mime_type: 'audio/ogg; codecs=opus', voice: true } }),
  message({ type: 'video', video: { ...asset, mime_type: 'video/mp4' } }),
  message({ type: 'sticker', sticker: { ...asset, mime_type: 'image/webp', animated: false } }),
  message({
    type: 'location',
    location: { address: '1071 5th Ave', latitude: 40.782910059774, longitude: -73.959075808525, name: 'Museum' },
  }),
  message({
    type: 'contacts',
    contacts: [{ name: { formatted_name: 'Barbara J. Johnson' }, phones: [{ phone: '+1 (650) 555-1234', type: 'CELL' }] }],
  }),
  message({ type: 'reaction', reaction: { message_id: 'wamid.HBgLMTY0', emoji: '\u{1F44D}' } }),
  message({
    type: 'unsupported',
    errors: [
      {
        code: 131051,
        title: 'Message type unknown',
        message: 'Message type unknown',
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
    unsupported: { type: 'poll' },
  }),
  message({
    type: 'edit',
    edit: {
      original_message_id: 'wamid.HBgLMTQx',
      message: { context: { id: 'M0' }, type: 'text', text: { body: 'Does it come in blue?' } },
    },
  }),
  message({ type: 'revoke', revoke: { original_message_id: 'wamid.HBgLMTQx' } }),
  message({
    type: 'order',
    order: {
      catalog_id: '194836987003835',
      text: 'Love these!',
      product_items: [{ product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 30, currency: 'USD' }],
    },
  }),
  message({
    type: 'system',
    system: { body: 'User Sheena changed from 16505551234 to 12195555358', wa_id: '12195555358', type: 'user_changed_number' },
  }),
  message({ type: 'request_welcome' }),
  {
    contacts: [{ profile: { name: 'Amina', username: '@amina' }, user_id: 'US.13491208655302741918' }],
    messages: [
      { from_user_id: 'US.13491208655302741918', id: 'wamid.HBgM', timestamp: '1749416383', type: 'text', text: { body: 'Hi' } },
    ],
  },
  {
    statuses: [
      {
        id: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3MTE5MjY4QTRBRTNBQzc1MjAA',
        status: 'delivered',
        timestamp: '1750263773',
        recipient_id: '16505551234',
        biz_opaque_callback_data: '01890000-0000-7000-8000-000000000001',
        conversation: { id: '8e3e6ab0a0b5', expiration_timestamp: '1750350173', origin: { type: 'service' } },
        pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
      },
    ],
  },
  {
    statuses: [
      {
        id: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3MTE5MjY4QTRBRTNBQzc1MjAA',
        status: 'failed',
        timestamp: '1750263773',
        recipient_id: '16505551234',
        errors: [
          {
            code: 131049,
            title: 'This message was not delivered to maintain healthy ecosystem engagement.',
            message: 'x',
            error_data: { details: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.' },
            href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
          },
        ],
      },
    ],
  },
  {
    user_preferences: [
      {
        wa_id: '16505551234',
        detail: 'User requested to stop marketing messages',
        category: 'marketing_messages',
        value: 'stop',
        timestamp: 1_731_705_721,
      },
    ],
  },
];

import type { Deliver, GraphApi, ShownOnPhone } from './graph-api.ts';
import { signedWebhook } from './graph-api.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Somebody's phone: what is written on it reaches the business as Meta's signed webhooks. */
export interface CloudPhone {
  readonly user: string;
  /** Sends a message of any type; resolves with the status of the business's answer. */
  send(message: Fields): Promise<number>;
  say(text: string): Promise<number>;
  /** Taps a choice on screen, the newest that has this label. */
  press(label: string): Promise<number>;
  /** What became of a message that was shown. */
  tell(message: ShownOnPhone, status: string, extra?: Fields): Promise<number>;
  texts(): readonly string[];
  labels(): readonly string[];
}

export interface PhoneOptions {
  readonly deliver: Deliver;
  /** Number that WhatsApp knows; null: the person hides it. */
  readonly waId?: string | null;
  /** Id for this business; null: as before 2026. */
  readonly userId?: string | null;
  /** Milliseconds. */
  readonly now?: () => number;
}

export function openCloudPhone(api: GraphApi, options: PhoneOptions): CloudPhone {
  const { deliver, waId = '393331234567', userId = null, now = Date.now } = options;
  const user = userId ?? waId ?? '';
  const contact = contactOf(waId, userId);
  let count = 0;
  const post = (value: Fields): Promise<number> => {
    const { bytes, headers } = signedWebhook(webhookOf(api.phoneId, value), api.appSecret);
    return deliver(bytes, headers);
  };
  const send = (message: Fields): Promise<number> => {
    api.heardAt.set(user, now());
    return post({
      contacts: [contact],
      messages: [{ ...headOf(waId, userId, `${user}.${String(++count)}`, now()), ...message }],
    });
  };
  const mine = (): readonly ShownOnPhone[] => api.shown.filter((message) => message.user === user);
  return {
    user,
    send,
    say: (text) => send({ type: 'text', text: { body: text } }),
    press: (label) => send(pressOf(mine(), label)),
    tell: (message, status, extra = {}) => post({ statuses: [{ ...statusOf(message, status, now()), ...extra }] }),
    texts: () => mine().map(({ text }) => text),
    labels: () => (mine().at(-1)?.choices ?? []).map(labelOf),
  };
}

/** Around every webhook. Source: Meta, "Webhooks", components of a notification. */
export function webhookOf(phoneId: string, value: Fields, field = 'messages'): unknown {
  const metadata = { display_phone_number: '390551234567', phone_number_id: phoneId };
  const change = { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [change] }] };
}

export function headOf(waId: string | null, userId: string | null, id: string, at: number): Fields {
  return {
    ...(waId === null ? {} : { from: waId }),
    ...(userId === null ? {} : { from_user_id: userId }),
    id: `wamid.${id}`,
    timestamp: String(Math.floor(at / 1_000)),
  };
}

function contactOf(waId: string | null, userId: string | null): Fields {
  return {
    profile: { name: 'Amina' },
    ...(waId === null ? {} : { wa_id: waId }),
    ...(userId === null ? {} : { user_id: userId }),
  };
}

export const labelOf = ({ title, description }: { title: string; description?: string }): string => description ?? title;

function pressOf(shown: readonly ShownOnPhone[], label: string): Fields {
  const message = shown.findLast(({ choices }) => choices.some((choice) => labelOf(choice) === label));
  const choice = message?.choices.find((each) => labelOf(each) === label);
  if (message === undefined || choice === undefined) throw new Error(`no choice ${label} on screen`);
  const context = { from: '390551234567', id: message.wamid };
  const { kind, id, title, description } = choice;
  if (kind === 'template') return { type: 'button', context, button: { payload: id, text: title } };
  const reply = { id, title, ...(description === undefined ? {} : { description }) };
  return { type: 'interactive', context, interactive: { type: kind, [kind]: reply } };
}

/** Source: Meta, "Status messages webhook reference". */
function statusOf({ wamid, user, callback }: ShownOnPhone, status: string, at: number): Fields {
  return {
    id: wamid,
    status,
    timestamp: String(Math.floor(at / 1_000)),
    ...(/^\d+$/.test(user) ? { recipient_id: user } : { recipient_user_id: user }),
    ...(callback === undefined ? {} : { biz_opaque_callback_data: callback }),
  };
}

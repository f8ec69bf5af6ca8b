import type { Fields } from './fields.ts';
import { fieldsIn, fieldsOf, listIn, textIn } from './fields.ts';

/** What one webhook tells, as it was sent, of our number only. */
export interface Webhook {
  /** Each with the person's contact, where the webhook has it. */
  readonly messages: readonly { readonly message: Fields; readonly contact: Fields }[];
  readonly statuses: readonly Fields[];
  /** People's wishes about being written to. */
  readonly wishes: readonly Fields[];
  /** What an operator should see: `template sportello_tip (it): PAUSED`. */
  readonly notices: readonly string[];
  /** Numbers that are not ours. */
  readonly strangers: readonly string[];
}

/** Reads whatever came; what is not of the known shape says nothing. Source of the shape: Meta, "Webhooks reference". */
export function readWebhook(payload: unknown, phoneId: string): Webhook {
  const entries = listIn(fieldsOf(payload), 'entry');
  const changes = entries.flatMap((entry) => listIn(entry, 'changes'));
  const values = changes.map((change) => fieldsIn(change, 'value'));
  const ours = values.filter((value) => numberOf(value) === phoneId);
  return {
    messages: ours.flatMap(messagesIn),
    statuses: ours.flatMap((value) => listIn(value, 'statuses')),
    wishes: ours.flatMap((value) => listIn(value, 'user_preferences')),
    notices: changes.flatMap(noticeOf),
    strangers: values.flatMap((value) => numberOf(value) ?? []).filter((number) => number !== phoneId),
  };
}

function numberOf(value: Fields): string | null {
  return textIn(fieldsIn(value, 'metadata'), 'phone_number_id');
}

function messagesIn(value: Fields): Webhook['messages'] {
  const contacts = listIn(value, 'contacts');
  return listIn(value, 'messages').map((message) => ({ message, contact: contactOf(message, contacts) }));
}

/** The contact that wrote the message: by either of its two names, or because there is only one. */
function contactOf(message: Fields, contacts: readonly Fields[]): Fields {
  const [user, phone] = [textIn(message, 'from_user_id'), textIn(message, 'from')];
  const isWriter = (contact: Fields): boolean =>
    (user !== null && textIn(contact, 'user_id') === user) || (phone !== null && textIn(contact, 'wa_id') === phone);
  const found = contacts.find(isWriter);
  if (found !== undefined) return found;
  const [only, ...others] = contacts;
  // A contact that names somebody else is not the writer of this message.
  return only !== undefined && others.length === 0 && isNobodyElse(only, user, phone) ? only : {};
}

function isNobodyElse(contact: Fields, user: string | null, phone: string | null): boolean {
  return (user === null || textIn(contact, 'user_id') === null) && (phone === null || textIn(contact, 'wa_id') === null);
}

function noticeOf(change: Fields): readonly string[] {
  const value = fieldsIn(change, 'value');
  const event = textIn(value, 'event');
  if (event === null) return [];
  const field = textIn(change, 'field');
  if (field === 'message_template_status_update') {
    const name = textIn(value, 'message_template_name') ?? '?';
    return [`template ${name} (${textIn(value, 'message_template_language') ?? '?'}): ${event}`];
  }
  return field === 'account_update' || field === 'phone_number_quality_update' ? [`${field}: ${event}`] : [];
}

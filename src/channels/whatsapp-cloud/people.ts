import type { Address } from '../../domain/contact.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { Fields } from './fields.ts';
import { textIn } from './fields.ts';

export const channelName = 'whatsapp-cloud';

/**
 * Where a person is reached: under the id that Meta gives them for this business. Only who has none is known by the number
 * they write from; see `namesOf`. Source: Meta, "Business-scoped user IDs".
 */
export function addressOf(user: string): Address {
  return { channel: channelName, account: 'default', externalUser: user, thread: user };
}

/** Under what a message's writer is known, and, where it names the number, too, what they were known by before. */
export interface Names {
  readonly user: string;
  readonly before: string | null;
}

/** Null: the message names nobody. */
export function namesOf(message: Fields, contact: Fields): Names | null {
  const scoped = scopedIn(message, 'from_user_id') ?? scopedIn(contact, 'user_id');
  const phone = textIn(message, 'from') ?? textIn(contact, 'wa_id');
  const number = phone !== null && isNumber(phone) ? phone : null;
  const user = scoped ?? number;
  return user === null ? null : { user, before: scoped === null ? null : number };
}

/** An id that is no phone number: `IT.1502576394655843`. */
export function scopedIn(fields: Fields, name: string): string | null {
  const id = textIn(fields, name);
  return id !== null && /^[A-Z]{2}\.[\w.]{1,150}$/.test(id) ? id : null;
}

export function isNumber(user: string): boolean {
  return /^\d{5,20}$/.test(user);
}

/**
 * To whom a message goes, in the request's own words: a number is called differently from an id. Where the person has just
 * shown us a number, both are said. Source: Meta, "Business-scoped user IDs", sending messages.
 */
export function recipientOf(user: string, phone: string | null): Fields {
  if (isNumber(user)) return { to: user };
  return phone === null ? { recipient: user } : { to: phone, recipient: user };
}

/** That a person does not want to be reached here any more. */
export function leaving(user: string, dedupeKey: string): InboundActivity {
  return { address: addressOf(user), dedupeKey, activity: { type: 'event', name: 'left', channelId: channelName } };
}

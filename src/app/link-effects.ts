import type { Effect } from '../domain/effect.ts';
import { wrongCodesWindowMs } from '../domain/link.ts';
import type { EffectScope, Moved } from './effect-scope.ts';
import { hashSecret } from './secrets.ts';

/** Keeps the code's hash in place of what this person made before. */
export async function keepLinkCode(effect: Extract<Effect, { type: 'make-link-code' }>, scope: EffectScope): Promise<void> {
  const { tables, conversation, addressId, universe } = scope;
  const createdAt = universe.now();
  const id = universe.id();
  const { contact, partnerId } = conversation;
  await tables.links.make({
    id,
    partnerId,
    contactId: contact.id,
    addressId,
    codeHash: hashSecret(effect.code),
    createdAt,
    expiresAt: effect.until,
  });
  await tables.records.audit('link-code-made', { link: id, contact: contact.id }, createdAt);
}

export async function countWrongCode({ tables, conversation, addressId, universe }: EffectScope): Promise<void> {
  const now = universe.now();
  await tables.links.countWrongGuess(addressId, conversation.partnerId, now - wrongCodesWindowMs, now);
}

/** Null where nothing would stay behind: then nothing changes. */
export async function separateAddress(address: string | null, scope: EffectScope): Promise<Moved | null> {
  const { tables, conversation, addressId, universe } = scope;
  const now = universe.now();
  const from = { contactId: conversation.contact.id, conversationId: conversation.id };
  const side = await tables.links.separate(from, address ?? addressId, now);
  if (side === null) return null;
  await tables.records.audit('contact-separated', { contact: from.contactId, own: side.contactId }, now);
  const seat = await tables.people.seatById(addressId);
  return { from: conversation.id, to: side.conversationId, current: seat?.conversationId ?? conversation.id, isOnePerson: true };
}

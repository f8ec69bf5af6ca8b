import type { Effect } from '../domain/effect.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Side } from '../ports/links.ts';
import type { Tables } from '../ports/store.ts';
import type { EffectScope, Moved } from './effect-scope.ts';
import { Rollback } from './rollback.ts';

/** Who else writes from an address. */
export async function profilesAt({ profiles }: Tables, addressId: string, contactId: string): Promise<Profiles> {
  const all = await profiles.of(addressId);
  return {
    own: all.find((one) => one.contactId === contactId)?.name ?? null,
    others: all.filter((one) => one.contactId !== contactId).map((one) => ({ contactId: one.contactId, name: one.name })),
  };
}

/** From here on another person writes from this address. Whoever is gone by now makes the turn run anew. */
export async function switchProfile(
  { to, own, name }: Extract<Effect, { type: 'switch-profile' }>,
  { tables, conversation, addressId, universe }: EffectScope,
): Promise<Moved> {
  const now = universe.now();
  const { profiles, records } = tables;
  const from: Side = { contactId: conversation.contact.id, conversationId: conversation.id };
  if (own !== null) await profiles.name(addressId, from, own, now);
  const side =
    to === null
      ? await profiles.begin(addressId, conversation.partnerId, name, now)
      : (await profiles.of(addressId)).find(({ contactId }) => contactId === to);
  if (side === undefined) throw new Rollback('moved');
  await profiles.seat(addressId, from, side);
  await records.audit('profile-switched', { from: from.contactId, to: side.contactId }, now);
  return { from: from.conversationId, to: side.conversationId, current: side.conversationId, isOnePerson: false };
}

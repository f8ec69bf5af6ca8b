import { contactFields } from '../domain/contact.ts';
import type { Contact, ContactChanges } from '../domain/contact.ts';
import type { Owner } from '../domain/conversation.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { LinkCode } from '../ports/links.ts';
import type { LoadedConversation } from '../ports/store.ts';
import type { EffectScope, Moved } from './effect-scope.ts';
import { joinHandoffs } from './join-handoffs.ts';
import { settleSubscriptions } from './join-subscriptions.ts';
import { Rollback } from './rollback.ts';

/**
 * Joins who entered a code with who made it, within the turn's commit: both conversations are saved at the versions they
 * were read at, and the code is spent. Whatever moved meanwhile makes the turn run anew. Who made the code stays.
 */
export async function joinContacts(linkId: string, scope: EffectScope): Promise<Moved> {
  const { tables, conversation: leaving, addressId, universe } = scope;
  const now = universe.now();
  const found = await findMaker(linkId, scope);
  if (found === null || !(await tables.links.spend(linkId, addressId, now))) throw new Rollback('moved');
  const { code, staying } = found;

  const handoff = await joinHandoffs(scope, staying.handoff, leaving.handoff);
  const saved = await tables.conversations.save(staying.id, staying.version, {
    state: handoff !== null && handoff.conversationId === leaving.id ? scope.state : staying.state,
    owner: ownerOf(handoff),
  });
  if (!saved) throw new Rollback('moved');
  await tables.people.change(staying.contact.id, whatIsNew(staying.contact, leaving.contact));
  const subscriptionId = await settleSubscriptions(scope, staying, leaving);
  await tables.links.join(sideOf(leaving), sideOf(staying), addressId);
  if (subscriptionId !== null) await sendWherePeopleLook(scope, subscriptionId, staying.contact.id);
  await tellMaker(scope, code, staying);
  await tables.records.audit('contacts-joined', { link: linkId, contact: staying.contact.id, other: leaving.contact.id }, now);
  return { from: leaving.id, to: staying.id, current: staying.id, isOnePerson: true };
}

/** Null where the code can't join these two: spent, gone, or already one. */
async function findMaker(
  linkId: string,
  { tables, conversation: leaving }: EffectScope,
): Promise<{ readonly code: LinkCode; readonly staying: LoadedConversation } | null> {
  const code = await tables.links.byId(linkId);
  const seat = code === null ? null : await tables.people.seatById(code.addressId);
  if (code === null || seat?.contactId !== code.contactId) return null;
  if (seat.contactId === leaving.contact.id || seat.partnerId !== leaving.partnerId) return null;
  const staying = await tables.conversations.load(seat.conversationId);
  return staying === null ? null : { code, staying };
}

function sideOf({ id, contact }: LoadedConversation): { contactId: string; conversationId: string } {
  return { contactId: contact.id, conversationId: id };
}

function ownerOf(handoff: Handoff | null): Owner {
  if (handoff === null) return 'bot';
  return handoff.status === 'claimed' ? 'mentor' : 'queue';
}

/** What the one who stays has not told yet. */
function whatIsNew(staying: Contact, leaving: Contact): ContactChanges {
  const fields = contactFields.filter((field) => staying[field] === null && leaving[field] !== null);
  // A city holds in its country only.
  const fit = fields.filter((field) => field !== 'city' || [null, leaving.country].includes(staying.country));
  return Object.fromEntries(fit.map((field) => [field, leaving[field]]));
}

/** Pills that went to a page nobody looks at go to a channel that can knock, once there is one. */
async function sendWherePeopleLook({ tables, canKnock }: EffectScope, id: string, contactId: string): Promise<void> {
  const place = await tables.subscriptions.placeOf(id);
  if (place !== null && canKnock(place.address.channel)) return;
  const places = await tables.links.places(contactId);
  const better = places.findLast(({ address }) => canKnock(address.channel));
  if (better !== undefined) await tables.subscriptions.sendTo(id, better.id);
}

/** A timer, so that it is told even when we die after the commit; it fires at once. */
async function tellMaker({ tables, universe }: EffectScope, code: LinkCode, staying: LoadedConversation): Promise<void> {
  const { partnerId, id: conversationId } = staying;
  const timer = { type: 'link-joined', scope: code.id, partnerId, conversationId, fireAt: universe.now() } as const;
  await tables.timers.set({ id: universe.id(), ...timer });
}

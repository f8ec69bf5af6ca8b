import type { Effect, EffectType } from '../domain/effect.ts';
import type { Owner } from '../domain/conversation.ts';
import { cleanFileName, mediaIdIn, mediaKindOf } from '../domain/media.ts';
import { promiseFor } from '../domain/handoff.ts';
import { nextDue } from '../domain/subscription.ts';
import type { EffectScope, Moved } from './effect-scope.ts';
import { joinContacts } from './join-contacts.ts';
import { countWrongCode, keepLinkCode, separateAddress } from './link-effects.ts';
import { switchProfile } from './switch-profile.ts';

type Handlers = {
  readonly [Type in EffectType]: (effect: Extract<Effect, { type: Type }>, scope: EffectScope) => Promise<Moved | null | void>;
};

/** Carries out a turn's effects in their order. Rejects, and the whole turn with it, when one can't be done. */
export async function applyEffects(effects: readonly Effect[], scope: EffectScope): Promise<Moved | null> {
  let moved: Moved | null = null;
  for (const effect of effects) moved = (await apply(effect, scope)) ?? moved;
  return moved;
}

/** Who owns the conversation once the effects are done. */
export function ownerAfter(owner: Owner, effects: readonly Effect[]): Owner {
  if (effects.some((effect) => effect.type === 'forget-contact')) return 'bot';
  return effects.some((effect) => effect.type === 'open-handoff') ? 'queue' : owner;
}

function apply<Type extends EffectType>(
  effect: Extract<Effect, { type: Type }>,
  scope: EffectScope,
): Promise<Moved | null | void> {
  const handle: Handlers[Type] = handlers[effect.type];
  return handle(effect, scope);
}

const handlers: Handlers = {
  'change-contact': ({ changes }, { tables, conversation }) => tables.people.change(conversation.contact.id, changes),

  'open-handoff': async ({ topic, risk, reason }, { tables, conversation, universe }) => {
    const now = universe.now();
    const { id: conversationId, partnerId, contact } = conversation;
    const id = universe.id();
    const promisedAt = promiseFor(risk, now);
    await tables.handoffs.open({
      id,
      partnerId,
      conversationId,
      status: 'queued',
      topic,
      risk,
      reason,
      language: contact.language ?? 'en',
      country: contact.country,
      mentorId: null,
      openedAt: now,
      claimedAt: null,
      closedAt: null,
      promisedAt,
      rating: null,
      version: 1,
    });
    await tables.timers.set({
      id: universe.id(),
      partnerId,
      type: 'handoff-overdue',
      scope: id,
      conversationId,
      fireAt: promisedAt,
    });
    await tables.records.audit('handoff-opened', { handoff: id, conversation: conversationId, risk, topic }, now);
  },

  'rate-handoff': async ({ stars }, { tables, conversation }) => {
    const handoff = await tables.handoffs.unrated(conversation.id);
    if (handoff !== null)
      await tables.handoffs.save({ ...handoff, rating: stars, version: handoff.version + 1 }, handoff.version);
  },

  subscribe: async ({ topics, localTime, zone }, { tables, conversation, addressId, channel, universe }) => {
    const now = universe.now();
    const { id: conversationId, partnerId, contact, subscription: before } = conversation;
    const id = before?.id ?? universe.id();
    const generation = (before?.generation ?? 0) + 1;
    const rest = {
      partnerId,
      contactId: contact.id,
      conversationId,
      pausedUntil: null,
      status: 'active',
      askedOn: channel,
    } as const;
    await tables.subscriptions.save({ id, topics, zone, localTime, generation, ...rest }, now);
    // Who asks for pills here wants them here.
    await tables.subscriptions.sendTo(id, addressId);
    const { fireAt } = nextDue({ zone, localTime }, now);
    await tables.timers.set({ id: universe.id(), partnerId, type: 'pill-due', scope: id, conversationId, fireAt });
  },

  'pause-subscription': async ({ days }, { tables, conversation, universe }) => {
    const now = universe.now();
    const { subscription } = conversation;
    if (subscription === null) return;
    await tables.subscriptions.save({ ...subscription, pausedUntil: now + days * 86_400_000 }, now);
    await tables.outbox.cancel(conversation.id, ['pill'], now);
  },

  'end-subscription': async (_effect, { tables, conversation, universe }) => {
    const now = universe.now();
    const { subscription } = conversation;
    if (subscription === null) return;
    await tables.subscriptions.save({ ...subscription, status: 'stopped', generation: subscription.generation + 1 }, now);
    await tables.timers.cancel('pill-due', subscription.id);
    await tables.outbox.cancel(conversation.id, ['pill'], now);
  },

  'record-feedback': ({ entry, useful }, { tables, conversation, universe }) =>
    tables.records.feedback({ conversationId: conversation.id, entry, useful }, universe.now()),

  'record-pill-answer': ({ pill, right }, { tables, conversation, universe }) =>
    tables.records.pillAnswer({ conversationId: conversation.id, pill, right }, universe.now()),

  'record-miss': ({ text, language, country }, { tables, conversation, universe }) =>
    tables.records.miss({ conversationId: conversation.id, text, language, country }, universe.now()),

  'share-media': async ({ activityId, attachments }, { tables, conversation, universe }) => {
    for (const { contentType, contentUrl, name } of attachments) {
      const own = mediaIdIn(contentUrl);
      if (own !== null) await tables.media.share(own, conversation.id);
      else if (contentUrl !== undefined) {
        const row = {
          activityId,
          kind: mediaKindOf(contentType),
          contentType,
          name: cleanFileName(name ?? null),
          source: contentUrl,
        };
        const rest = { id: universe.id(), conversationId: conversation.id, size: 0, sha256: null, state: 'asked' } as const;
        await tables.media.insert({ ...row, ...rest }, universe.now());
      }
    }
  },

  'forget-contact': (_effect, { tables, conversation, addressId, universe }) =>
    tables.people.forget(conversation.contact.id, { addressId, newContactId: universe.id() }, universe.now()),

  'make-link-code': keepLinkCode,
  'count-wrong-code': (_effect, scope) => countWrongCode(scope),
  'join-contacts': ({ link }, scope) => joinContacts(link, scope),
  'separate-address': ({ address }, scope) => separateAddress(address, scope),
  'switch-profile': switchProfile,
};

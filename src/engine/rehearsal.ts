import type { Activity } from '../domain/activity.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import type { Contact } from '../domain/contact.ts';
import { newConversationState } from '../domain/conversation.ts';
import type { DialogTrigger } from '../domain/dialog.ts';
import type { Effect } from '../domain/effect.ts';
import type { Engine } from '../domain/engine.ts';
import { promiseFor } from '../domain/handoff.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Json } from '../domain/json.ts';
import type { LinkContext } from '../domain/link.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Operator, TurnContext, TurnInput, TurnResult } from '../domain/turn.ts';

/** Where a conversation without a store begins. */
export interface Opening {
  /** Milliseconds since 1970; stands still. */
  readonly now: number;
  readonly channel: ChannelCapabilities;
  /** BCP 47 tag of the channel's client. */
  readonly locale?: string | undefined;
  readonly contact?: Partial<Contact> | undefined;
  readonly operator?: Operator | undefined;
  readonly subscription?: Partial<Subscription> | undefined;
  readonly link?: Partial<LinkContext> | undefined;
}

/** A conversation that is kept in memory, for trying dialogs: what the next turn may know, and what was said. */
export interface Rehearsal {
  readonly locale: string | undefined;
  readonly context: TurnContext;
  readonly replies: readonly Activity[];
}

/** What sets a turn off: words, a button by its title or value, or a happening. */
export type Cue =
  | { readonly type: 'user'; readonly text: string }
  | { readonly type: 'button'; readonly button: string }
  | { readonly type: 'event'; readonly trigger: DialogTrigger; readonly values: Readonly<Record<string, Json>> };

const nobody: Operator = { name: null, contact: null, privacyUrl: null };
const unknown = { language: null, secondLanguage: null, country: null, city: null, zone: null, sector: null, stage: null };

export function openRehearsal(opening: Opening): Rehearsal {
  const { now, channel, locale, contact, operator, subscription, link } = opening;
  return {
    locale,
    context: {
      state: newConversationState,
      owner: 'bot',
      contact: { id: 'contact', partnerId: 'main', ...unknown, createdAt: now, ...contact },
      subscription: subscription === undefined ? null : subscriptionFrom(subscription),
      handoff: null,
      channel,
      operator: operator ?? nobody,
      now,
      kept: { messages: 0, since: now },
      link: {
        entered: null,
        fresh: { code: '3KFMW-7TQXH', ways: [] },
        apps: [channel.name],
        canKnock: false,
        profiles: { own: null, others: [] },
        ...link,
      },
    },
    replies: [],
  };
}

/** One turn. The state goes through JSON, as it does in storage, and the effects are carried out on what is in memory. */
export function rehearse(
  engine: Engine,
  before: Rehearsal,
  cue: Cue,
): { readonly rehearsal: Rehearsal; readonly result: TurnResult } {
  const { kept } = before.context;
  const state = JSON.parse(JSON.stringify(before.context.state)) as TurnContext['state'];
  const counted = { ...before.context, state, kept: { ...kept, messages: kept.messages + 1 } };
  const result = engine.run(inputOf(cue, before), counted);
  const owned: TurnContext = { ...counted, state: result.state, ...ownedAfter(cue, counted) };
  const context = result.effects.reduce((known, effect) => ({ ...known, ...changed(known, effect) }), owned);
  return { rehearsal: { ...before, context, replies: [...before.replies, ...result.replies] }, result };
}

/** What a button sends back: that of the latest message that had a button of this title; else the title is the value. */
export function buttonValue({ replies }: Rehearsal, title: string): string {
  const actions = replies.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
  return actions.findLast((action) => action.title === title)?.value ?? title;
}

function inputOf(cue: Cue, rehearsal: Rehearsal): TurnInput {
  const locale: Readonly<Record<string, string>> = rehearsal.locale === undefined ? {} : { locale: rehearsal.locale };
  if (cue.type === 'event') return { type: 'happening', trigger: cue.trigger, values: { ...locale, ...cue.values } };
  const said = cue.type === 'user' ? { text: cue.text } : { value: buttonValue(rehearsal, cue.button) };
  return { type: 'activity', activity: { type: 'message', ...said, ...locale } };
}

/** What a mentor's act changes beside the dialog that answers to it. */
function ownedAfter(cue: Cue, { owner, handoff }: TurnContext): Pick<TurnContext, 'owner' | 'handoff'> {
  if (cue.type !== 'event') return { owner, handoff };
  if (cue.trigger === 'handoff-claimed')
    return { owner: 'mentor', handoff: handoff === null ? null : { ...handoff, status: 'claimed' } };
  return cue.trigger === 'handoff-closed' ? { owner: 'bot', handoff: null } : { owner, handoff };
}

function changed(context: TurnContext, effect: Effect): Partial<TurnContext> {
  switch (effect.type) {
    case 'change-contact':
      return { contact: { ...context.contact, ...effect.changes } };
    case 'open-handoff':
      return { owner: 'queue', handoff: handoffFrom(context, effect) };
    case 'subscribe':
      return { subscription: subscriptionFrom(effect) };
    case 'end-subscription':
      return { subscription: null };
    case 'pause-subscription':
      return pausedFor(context, effect.days);
    case 'forget-contact':
      return forgotten(context);
    // What is only recorded changes nothing that a turn may know.
    default:
      return {};
  }
}

function forgotten({ contact, now }: TurnContext): Partial<TurnContext> {
  return {
    owner: 'bot',
    handoff: null,
    subscription: null,
    contact: { ...contact, ...unknown },
    kept: { messages: 0, since: now },
  };
}

const msPerDay = 86_400_000;

function pausedFor({ subscription, now }: TurnContext, days: number): Partial<TurnContext> {
  return subscription === null ? {} : { subscription: { ...subscription, pausedUntil: now + days * msPerDay } };
}

function handoffFrom({ now, contact }: TurnContext, { topic, risk, reason }: Extract<Effect, { type: 'open-handoff' }>): Handoff {
  return {
    id: 'handoff',
    partnerId: 'main',
    conversationId: 'conversation',
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
    promisedAt: promiseFor(risk, now),
    rating: null,
    version: 1,
  };
}

function subscriptionFrom(known: Partial<Subscription>): Subscription {
  const ids = { id: 'subscription', partnerId: 'main', contactId: 'contact', conversationId: 'conversation' };
  const { topics = ['marketing'], zone = 'Europe/Rome', localTime = '08:00', pausedUntil = null, status = 'active' } = known;
  return { ...ids, topics, zone, localTime, pausedUntil, status, generation: 1, askedOn: null };
}

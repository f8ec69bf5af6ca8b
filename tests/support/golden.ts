import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Activity } from '../../src/domain/activity.ts';
import type { ChannelCapabilities } from '../../src/domain/channel.ts';
import type { Contact } from '../../src/domain/contact.ts';
import type { Owner } from '../../src/domain/conversation.ts';
import { newConversationState } from '../../src/domain/conversation.ts';
import type { DialogTrigger } from '../../src/domain/dialog.ts';
import type { Effect } from '../../src/domain/effect.ts';
import type { Engine } from '../../src/domain/engine.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { promiseFor } from '../../src/domain/handoff.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { Operator, TurnContext, TurnInput, TurnResult } from '../../src/domain/turn.ts';

/** A conversation and what must be said in it. `bot` may use `…` for text that does not matter. */
export interface Golden {
  readonly name?: string;
  readonly locale?: string;
  readonly now?: string;
  readonly channel?: keyof typeof channels;
  readonly contact?: Partial<Contact>;
  readonly operator?: Operator;
  readonly subscription?: Partial<Subscription>;
  readonly turns: readonly GoldenTurn[];
}

export interface GoldenTurn {
  readonly user?: string;
  /** Title or value of a button of any earlier message; the latest message that had it counts. */
  readonly button?: string;
  /** `handoff-closed`, or `{handoff-claimed: {mentor: Anna}}`. */
  readonly event?: string | Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly bot?: string | readonly string[];
  readonly buttons?: readonly string[];
  readonly effects?: readonly (string | Readonly<Record<string, Json>>)[];
  readonly outcome?: string;
}

export interface PlayedTurn {
  readonly bot: readonly string[];
  readonly buttons: readonly string[];
  readonly effects: readonly Effect[];
  readonly outcome: string | null;
  readonly faults: readonly string[];
  readonly result: TurnResult;
}

const channels = {
  'web-chat': { name: 'web-chat', buttons: 6, buttonLength: 40, textLength: 4096, markdown: true, cards: true },
  console: { name: 'console', buttons: 0, buttonLength: 40, textLength: 100_000, markdown: false, cards: false },
  'small-buttons': { name: 'small-buttons', buttons: 12, buttonLength: 12, textLength: 4096, markdown: true, cards: false },
} as const satisfies Readonly<Record<string, ChannelCapabilities>>;

const nobody: Operator = { name: null, contact: null, privacyUrl: null };

/** Plays a conversation turn by turn; between two turns the state goes through JSON, as it does in storage. */
export function createPlayer(engine: Engine, golden: Golden): (turn: GoldenTurn) => PlayedTurn {
  const seat = new Seat(golden);
  return (turn) => {
    const result = engine.run(inputOf(turn, golden, seat.replies), seat.context());
    seat.take(turn, result);
    return {
      bot: result.replies.map(({ text }) => text ?? ''),
      buttons: result.replies.flatMap(({ suggestedActions }) => suggestedActions?.actions.map(({ title }) => title) ?? []),
      effects: result.effects,
      outcome: result.outcome,
      faults: result.faults,
      result,
    };
  };
}

/** What a turn may know at the beginning of a golden dialogue. */
export function contextFor(golden: Golden): TurnContext {
  const now = Date.parse(golden.now ?? '2026-01-05T09:00:00Z');
  const empty = { language: null, secondLanguage: null, country: null, city: null, zone: null, sector: null, stage: null };
  return {
    state: newConversationState,
    owner: 'bot',
    contact: { id: 'contact', partnerId: 'main', ...empty, createdAt: now, ...golden.contact },
    subscription: golden.subscription === undefined ? null : subscriptionFrom(golden.subscription),
    handoff: null,
    channel: channels[golden.channel ?? 'web-chat'],
    operator: golden.operator ?? nobody,
    now,
    kept: { messages: 0, since: now },
  };
}

/** The conversation's row, the contact and what belongs to them, changed as the effects order. */
class Seat {
  readonly replies: Activity[] = [];
  #context: TurnContext;

  constructor(golden: Golden) {
    this.#context = contextFor(golden);
  }

  context(): TurnContext {
    const { state, kept } = this.#context;
    this.#context = { ...this.#context, kept: { ...kept, messages: kept.messages + 1 } };
    return { ...this.#context, state: JSON.parse(JSON.stringify(state)) as TurnContext['state'] };
  }

  take(turn: GoldenTurn, { state, replies, effects }: TurnResult): void {
    this.replies.push(...replies);
    this.#context = { ...this.#context, state, ...ownedAfter(turn, this.#context) };
    for (const effect of effects) this.#context = { ...this.#context, ...changed(this.#context, effect) };
  }
}

function ownedAfter(turn: GoldenTurn, context: TurnContext): { readonly owner: Owner; readonly handoff: Handoff | null } {
  const event = typeof turn.event === 'object' ? Object.keys(turn.event)[0] : turn.event;
  if (event === 'handoff-claimed') return { owner: 'mentor', handoff: context.handoff };
  if (event === 'handoff-closed') return { owner: 'bot', handoff: null };
  return { owner: context.owner, handoff: context.handoff };
}

function changed(context: TurnContext, effect: Effect): Partial<TurnContext> {
  if (effect.type === 'change-contact') return { contact: { ...context.contact, ...effect.changes } };
  if (effect.type === 'open-handoff') return { owner: 'queue', handoff: handoffFrom(context, effect) };
  if (effect.type === 'subscribe') return { subscription: subscriptionFrom(effect) };
  if (effect.type === 'end-subscription') return { subscription: null };
  if (effect.type === 'pause-subscription' && context.subscription !== null)
    return { subscription: { ...context.subscription, pausedUntil: context.now + effect.days * 86_400_000 } };
  if (effect.type === 'forget-contact')
    return {
      owner: 'bot',
      handoff: null,
      subscription: null,
      contact: { ...context.contact, language: null, country: null, city: null },
    };
  return {};
}

function handoffFrom(context: TurnContext, { topic, risk, reason }: Extract<Effect, { type: 'open-handoff' }>): Handoff {
  const { now } = context;
  const empty = { mentorId: null, claimedAt: null, closedAt: null, rating: null };
  const rest = { language: context.contact.language ?? 'en', country: context.contact.country, version: 1, ...empty };
  return {
    id: 'handoff',
    partnerId: 'main',
    conversationId: 'conversation',
    status: 'queued',
    topic,
    risk,
    reason,
    openedAt: now,
    promisedAt: promiseFor(risk, now),
    ...rest,
  };
}

function subscriptionFrom(known: Partial<Subscription>): Subscription {
  const ids = { id: 'subscription', partnerId: 'main', contactId: 'contact', conversationId: 'conversation' };
  const { topics = ['marketing'], zone = 'Europe/Rome', localTime = '08:00', pausedUntil = null, status = 'active' } = known;
  return { ...ids, topics, zone, localTime, pausedUntil, status, generation: 1 };
}

function inputOf(turn: GoldenTurn, golden: Golden, replies: readonly Activity[]): TurnInput {
  const locale: Readonly<Record<string, string>> = golden.locale === undefined ? {} : { locale: golden.locale };
  if (typeof turn.event === 'string') return happening(turn.event, {});
  if (turn.event !== undefined) {
    const [[name, values] = ['', {}]] = Object.entries(turn.event);
    return happening(name, values);
  }
  if (turn.button === undefined) return { type: 'activity', activity: { type: 'message', text: turn.user ?? '', ...locale } };
  const value = valueOf(turn.button, replies);
  return { type: 'activity', activity: { type: 'message', value, ...locale } };

  function happening(name: string, values: Readonly<Record<string, Json>>): TurnInput {
    return { type: 'happening', trigger: name as DialogTrigger, values: { ...locale, ...values } };
  }
}

function valueOf(button: string, replies: readonly Activity[]): string {
  const actions = replies.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
  return actions.findLast(({ title }) => title === button)?.value ?? button;
}

/** What was said and done, turn by turn, for comparing. */
export function shown(played: readonly PlayedTurn[]): readonly unknown[] {
  return played.map(({ bot, buttons, effects, faults }) => ({ bot, buttons, effects, faults }));
}

/** The same as the file wants it; where its wildcards and short effects hold, what was really said. */
export function expectedTurns(golden: Golden, played: readonly PlayedTurn[]): readonly unknown[] {
  return golden.turns.map((turn, index) => {
    const { bot = [], effects = [] } = played[index] ?? {};
    return {
      bot: matchesTexts(bot, turn.bot) ? bot : [turn.bot ?? []].flat(),
      buttons: turn.buttons ?? [],
      effects: matchesEffects(effects, turn.effects) ? effects : (turn.effects ?? []),
      faults: [],
    };
  });
}

/** The file's golden dialogues: one, or a list of cases. */
export function readGoldens<Kind extends Golden = Golden>(
  file: string,
): { readonly document: Document; readonly cases: readonly Kind[] } {
  const document = parseDocument(readFileSync(file, 'utf8'));
  if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.map(({ message }) => message).join('\n')}`);
  const content = document.toJS() as Kind | readonly Kind[];
  return { document, cases: Array.isArray(content) ? content : [content as Kind] };
}

/** `npm run test:update` asks for expectations to be rewritten. */
export const isUpdating = process.env['UPDATE_GOLDENS'] === '1';

/** Writes what was said into the file, for review in the diff. Expectations that hold as they are stay as they are. */
export function rewriteGoldens(file: string, document: Document, played: readonly (readonly PlayedTurn[])[]): void {
  const isList = Array.isArray(document.toJS());
  for (const [index, turns] of played.entries()) {
    for (const [turn, { bot, buttons, effects }] of turns.entries()) {
      const path = [...(isList ? [index] : []), 'turns', turn];
      const before = (document.getIn(path) as { toJSON(): GoldenTurn }).toJSON();
      if (!matchesTexts(bot, before.bot)) setOrDelete(document, [...path, 'bot'], bot.length === 1 ? bot[0] : bot);
      setOrDelete(document, [...path, 'buttons'], buttons);
      if (!matchesEffects(effects, before.effects))
        setOrDelete(
          document,
          [...path, 'effects'],
          effects.map(({ type }) => type),
        );
    }
  }
  writeFileSync(file, document.toString({ lineWidth: 130 }));
}

function setOrDelete(document: Document, path: readonly (string | number)[], value: unknown): void {
  if (Array.isArray(value) && value.length === 0) document.deleteIn(path);
  else document.setIn(path, document.createNode(value, Array.isArray(value) && path.at(-1) !== 'bot' ? { flow: true } : {}));
}

function matchesTexts(said: readonly string[], expected: GoldenTurn['bot']): boolean {
  const wanted = expected === undefined ? [] : [expected].flat();
  return said.length === wanted.length && wanted.every((text, index) => patternOf(text).test(said[index] ?? ''));
}

function matchesEffects(effects: readonly Effect[], expected: GoldenTurn['effects'] = []): boolean {
  return effects.length === expected.length && expected.every((one, index) => hasAll(effects[index], one));
}

function hasAll(effect: Effect | undefined, wanted: string | Readonly<Record<string, Json>>): boolean {
  const parts: Readonly<Record<string, unknown>> = typeof wanted === 'string' ? { type: wanted } : wanted;
  const given = (effect ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(parts).every(([name, value]) => JSON.stringify(given[name]) === JSON.stringify(value));
}

function patternOf(text: string): RegExp {
  const parts = text
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}

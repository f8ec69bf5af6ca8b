import type { SportelloData, AnswerOutcome } from '../domain/activity.ts';
import type { Assets } from '../domain/assets.ts';
import { zoneOfCountry } from '../domain/contact.ts';
import type { Contact, ContactChanges } from '../domain/contact.ts';
import type { ConversationState, Owner } from '../domain/conversation.ts';
import type { Effect } from '../domain/effect.ts';
import type { Json } from '../domain/json.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import { languageChain } from '../domain/language.ts';
import type { TurnContext } from '../domain/turn.ts';
import type { Choice } from './choice.ts';
import type { Lexicon } from './lexicon.ts';
import type { Phrases } from './phrase.ts';

/** What every turn shares: made once from the assets. */
export interface Tools {
  readonly assets: Assets;
  readonly knowledge: Knowledge;
  readonly phrases: Phrases;
  readonly lexicon: Lexicon;
}

/** A message as it was said, before it is fitted to the channel. */
export interface Spoken {
  readonly text: string;
  readonly language: string;
  readonly choices: readonly Choice[];
  readonly data: SportelloData;
}

/** A turn while it is being made. The one mutable thing of the engine; it never outlives `run`. */
export interface Draft extends Tools {
  readonly context: TurnContext;
  /** The contact as this turn has changed it. */
  contact: Contact;
  state: ConversationState;
  owner: Owner;
  /** Language to speak while the contact has none. */
  guess: string;
  outcome: AnswerOutcome | null;
  /** Goes with the next message that is said. */
  pending: SportelloData;
  /** The fallback spoke already; a second mistake must not start it again. */
  hasFailed: boolean;
  /** Steps that may still run before the turn counts as a loop. */
  stepsLeft: number;
  readonly effects: Effect[];
  readonly spoken: Spoken[];
  readonly faults: string[];
}

export function createDraft(tools: Tools, context: TurnContext): Draft {
  return {
    ...tools,
    context,
    contact: context.contact,
    state: context.state,
    owner: context.owner,
    guess: typeof context.state.vars['client'] === 'string' ? context.state.vars['client'] : 'en',
    outcome: null,
    pending: {},
    hasFailed: false,
    stepsLeft: 50,
    effects: [],
    spoken: [],
    faults: [],
  };
}

/** Who comes with a code and has no language yet is spoken to in that of who made it. */
export function languageOf({ contact, context, guess }: Draft): string {
  const { entered } = context.link;
  return contact.language ?? (entered?.status === 'open' ? entered.language : null) ?? guess;
}

export function chainOf(draft: Draft): readonly string[] {
  return languageChain(languageOf(draft), draft.contact.secondLanguage);
}

/** The languages.yaml row; for a language that is not listed, one that reads left to right. */
export function languageRow(draft: Draft, code: string): Language {
  const row = draft.assets.languages.find((language) => language.code === code);
  return row ?? { code, name: code, tag: 'en', direction: 'ltr', script: 'Latn' };
}

export function tagOf(draft: Draft): string {
  return languageRow(draft, languageOf(draft)).tag;
}

/** The person's zone, else their country's, else UTC: a guess would be an hour that nobody keeps. */
export function zoneOf(draft: Draft): string {
  return draft.contact.zone ?? zoneOfCountry[draft.contact.country ?? ''] ?? 'UTC';
}

/** Keeps what is new and orders it kept; saying again what is known changes nothing. */
export function changeContact(draft: Draft, changes: ContactChanges): void {
  const fresh = Object.entries(changes).filter(([field, value]) => draft.contact[field as keyof ContactChanges] !== value);
  if (fresh.length === 0) return;
  draft.contact = { ...draft.contact, ...changes };
  draft.effects.push({ type: 'change-contact', changes: Object.fromEntries(fresh) });
}

/** Sets variables; `null` removes one. */
export function setVars(draft: Draft, values: Readonly<Record<string, Json>>): void {
  const kept = Object.entries({ ...draft.state.vars, ...values }).filter(([, value]) => value !== null);
  draft.state = { ...draft.state, vars: Object.fromEntries(kept) };
}

export function textVar(draft: Draft, name: string): string | null {
  const value = draft.state.vars[name];
  return typeof value === 'string' ? value : null;
}

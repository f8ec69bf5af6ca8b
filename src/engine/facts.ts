import type { ContactField } from '../domain/contact.ts';
import type { Condition, Conditions } from '../domain/dialog.ts';
import type { Json } from '../domain/json.ts';
import type { Draft } from './draft.ts';
import { changeContact, languageOf, setVars } from './draft.ts';

/** What a `branch` may ask about, beside `contact.*` and `vars.*`. Unknown names read as unset. */
const facts: Readonly<Record<string, (draft: Draft) => Json>> = {
  misses: ({ state }) => state.misses,
  owner: ({ owner }) => owner,
  channel: ({ context }) => context.channel.name,
  language: languageOf,
  lastEntry: ({ state }) => state.lastEntry,
  subscription: (draft) => subscriptionState(draft),
  handoff: ({ context }) => context.handoff?.status ?? null,
  mentorTopic: (draft) => mentorTopicOf(draft),
  /** Whether anything is written for the person's country. */
  covered: ({ assets, contact }) => [...assets.entries.values()].some(({ country }) => country === contact.country),
  /** The code that was entered: `open`, `own`, `unknown`, `blocked`. */
  link: ({ context }) => context.link.entered?.status ?? null,
  /** Whether another channel takes a code. */
  linkable: ({ context }) => context.link.fresh.ways.length > 0,
  /** Whether the person is on another channel, too. */
  otherApps: ({ context }) => context.link.apps.length > 1,
  /** Whether several people write from here, and whether this one has a name among them. */
  shared: ({ context }) => context.link.profiles.others.length > 0,
  named: ({ context }) => context.link.profiles.own !== null,
  canKnock: ({ context }) => context.link.canKnock,
  'operator.name': ({ context }) => context.operator.name,
  'operator.contact': ({ context }) => context.operator.contact,
};

export const factNames: readonly string[] = Object.keys(facts);

export function readFact(draft: Draft, name: string): Json {
  const [place, field] = split(name);
  if (place === 'contact') return draft.contact[field as ContactField] ?? null;
  if (place === 'vars') return draft.state.vars[field] ?? null;
  return facts[name]?.(draft) ?? null;
}

export function holds(draft: Draft, conditions: Conditions): boolean {
  return Object.entries(conditions).every(([name, wanted]) => matches(readFact(draft, name), wanted));
}

function matches(fact: Json, wanted: Condition): boolean {
  if (Array.isArray(wanted)) return wanted.some((one: Json) => one === fact);
  if (typeof wanted === 'object' && wanted !== null && 'not' in wanted) return !matches(fact, wanted['not'] ?? null);
  return fact === wanted;
}

/** Keeps a value in a contact's field or a variable; `null` empties it. */
export function keep(draft: Draft, slot: string, value: Json): void {
  const [place, field] = split(slot);
  if (place === 'vars') setVars(draft, { [field]: value });
  else if (place === 'contact')
    changeContact(draft, { [field]: typeof value === 'string' || value === null ? value : JSON.stringify(value) });
  else draft.faults.push(`nothing can be kept in ${slot}; expected contact.<field> or vars.<name>`);
}

/** What the person needs a mentor for: chosen by them, else that of the answer shown last. */
export function mentorTopicOf(draft: Draft): string | null {
  const chosen = draft.state.vars['mentor-topic'];
  if (typeof chosen === 'string') return chosen;
  return draft.assets.entries.get(draft.state.lastEntry ?? '')?.mentorTopic ?? null;
}

function subscriptionState({ context }: Draft): Json {
  const { subscription, now } = context;
  if (subscription === null) return null;
  if (subscription.status === 'stopped') return 'stopped';
  return subscription.pausedUntil !== null && subscription.pausedUntil > now ? 'paused' : 'active';
}

function split(name: string): readonly [string, string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

import { dangerWords } from './danger-words.ts';
import { meetWordings, type Meeting } from './meet-wordings.ts';
import type { MayBeIn } from '../language-id/possible-languages.ts';
import { everyLanguage, type IndexedRule, type TriggerIndex } from './trigger-index.ts';

/** Families by urgency: a text that speaks of two dangers gets the card of the greater one. */
const urgency = ['self-harm', 'violence', 'threats', 'accident', 'exploitation', 'food-poisoning', 'expulsion'];

/** Why a text is met with a card. */
export interface Danger {
  readonly family: string;
  readonly language: string;
  /** The rule as its author wrote it, and for each of its parts the wording that was met. */
  readonly rule: string;
  readonly clues: readonly string[];
}

/** Half words within which all parts of a rule must stand: one breath. */
const breath = 28;
/** Places of one part that are tried: a hostile text may hold thousands. */
const mostPlaces = 16;
/** Share of the words known in the best known language that a language must reach too. */
const leastShare = 0.75;
/** Share of all words of a text that must be known in a language: else the text is in another one. */
const leastKnown = 0.4;
/** Half words between two parts that must be near. */
const nearness = 14;

/** The family of the danger that a text speaks of; null if none. */
export function matchTriggers(index: TriggerIndex, text: string, mayBeIn?: MayBeIn): string | null {
  return findDangers(index, text, mayBeIn)[0]?.family ?? null;
}

/**
 * The dangers that a text speaks of, one for each family: that with most rules met first, of equals the most urgent.
 * `mayBeIn`: asked of languages whose rules are met; without it a text may be in any.
 */
export function findDangers(index: TriggerIndex, text: string, mayBeIn: MayBeIn = () => true): readonly Danger[] {
  const read = dangerWords(text);
  const meetings = meetWordings(index, read);
  const spoken = spokenLanguages(index, meetings, read.words.length);
  const met = rulesMet(index, meetings, spoken);
  const languages = new Set(met.map(({ language }) => language));
  const possible = new Set([...languages].filter((language) => mayBeIn(text, language)));
  const families = Map.groupBy(
    met.filter(({ language }) => possible.has(language)),
    ({ family }) => family,
  );
  return [...families.values()]
    .toSorted((a, b) => b.length - a.length || rankOf(a[0]?.family ?? '') - rankOf(b[0]?.family ?? ''))
    .flatMap((dangers) => dangers.slice(0, 1));
}

/** Every rule that is fulfilled, once. */
function rulesMet(
  index: TriggerIndex,
  meetings: ReadonlyMap<number, readonly Meeting[]>,
  languages: ReadonlySet<string>,
): readonly Danger[] {
  const ids = new Set([...meetings.keys()].flatMap((each) => index.rulesFrom[each] ?? []));
  return [...ids].flatMap((id) => {
    const rule = index.rules[id];
    if (rule === undefined || !languages.has(rule.language)) return [];
    const clues = meetRule(rule, meetings);
    return clues === null ? [] : [dangerOf(index, rule, clues)];
  });
}

/**
 * The languages in which enough of the text is said. A word of danger in one language is often harmless in another: one such word
 * in a sentence of other words means nothing.
 */
function spokenLanguages(
  index: TriggerIndex,
  meetings: ReadonlyMap<number, readonly Meeting[]>,
  length: number,
): ReadonlySet<string> {
  const known = new Map<string, Set<number>>();
  for (const [each, met] of meetings) {
    const language = index.languageOf[each] ?? '';
    const words = known.get(language) ?? new Set();
    known.set(language, words);
    for (const { from, until } of met) for (let word = from; word < until; word++) words.add(word);
  }
  const everywhere = known.get(everyLanguage) ?? new Set();
  const sizes = [...known].map(([language, words]) => [language, words.union(everywhere).size] as const);
  const least = Math.max(length * leastKnown, leastShare * Math.max(0, ...sizes.map(([, size]) => size)));
  const isSpoken = (language: string, size: number): boolean => size >= least || !index.listed.includes(language);
  return new Set(sizes.filter(([language, size]) => isSpoken(language, size)).map(([language]) => language));
}

function dangerOf(index: TriggerIndex, rule: IndexedRule, clues: readonly Meeting[]): Danger {
  return {
    family: rule.family,
    language: rule.language,
    rule: rule.line,
    clues: clues.map(({ wording }) => index.wordings.sources[wording] ?? ''),
  };
}

/** The meetings that fulfil a rule, one for each part; null if there are none. */
function meetRule(rule: IndexedRule, meetings: ReadonlyMap<number, readonly Meeting[]>): readonly Meeting[] | null {
  const parts = rule.parts.map((part) => part.flatMap((each) => meetings.get(each) ?? []).slice(0, mostPlaces));
  if (parts.some((part) => part.length === 0)) return null;
  const chosen = choose(parts, rule.near, []);
  if (chosen === null) return null;
  const start = Math.min(...chosen.map(({ at }) => at));
  const isExcused = rule.without.some((part) =>
    part.some((each) => meetings.get(each)?.some(({ at }) => Math.abs(at - start) <= breath) === true),
  );
  return isExcused ? null : chosen;
}

/** One meeting for each part, none sharing a word, all within one breath. */
function choose(
  parts: readonly (readonly Meeting[])[],
  near: readonly boolean[],
  chosen: readonly Meeting[],
): readonly Meeting[] | null {
  const part = parts[chosen.length];
  if (part === undefined) return chosen;
  const before = chosen.at(-1);
  for (const meeting of part) {
    const reach = near[chosen.length] === true ? nearness : breath;
    if (before !== undefined && Math.abs(before.at - meeting.at) > reach) continue;
    if (chosen.some((other) => isOverlap(other, meeting) || Math.abs(other.at - meeting.at) > breath)) continue;
    const found = choose(parts, near, [...chosen, meeting]);
    if (found !== null) return found;
  }
  return null;
}

function isOverlap(one: Meeting, other: Meeting): boolean {
  return one.from < other.until && other.from < one.until;
}

function rankOf(family: string): number {
  const rank = urgency.indexOf(family);
  return rank === -1 ? urgency.length : rank;
}

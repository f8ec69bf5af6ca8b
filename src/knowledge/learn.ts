import type { Entry } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import { buildIndex } from './build-index.ts';
import { buildQuickIndex } from './build-quick-index.ts';
import { asideEntries, searchEntries } from './find/search-entries.ts';
import type { SearchIndex } from './search-index.ts';
import { learnLanguages } from './language-id/learn-languages.ts';
import type { Profiles } from './language-id/profiles.ts';
import { compileTriggers } from './safety/compile-triggers.ts';
import type { TriggerIndex } from './safety/trigger-index.ts';

/** Country → the index of its entries: nobody is answered with another country's rules, so nobody has to search them. */
export type Indexes = ReadonlyMap<string, SearchIndex>;

/** What is learned from the content: plain data and typed arrays, to be made in another thread and kept between runs. */
export interface Learned {
  readonly indexes: Indexes;
  readonly profiles: Profiles;
  readonly triggers: TriggerIndex;
}

/** What of it there is already, from content that has not changed since. */
export interface Known {
  readonly indexes: Indexes;
  readonly profiles: Profiles | null;
  readonly triggers: TriggerIndex | null;
}

/** What is learned, and kept, apart from the rest: a country's index, the languages, the dangers. */
export type Part = `answers-${string}` | 'languages' | 'dangers';

export type Content = Pick<Assets, 'entries' | 'terms' | 'asides' | 'safeguards'>;

export const nothingKnown: Known = { indexes: new Map(), profiles: null, triggers: null };

/** Everything that is not known yet: seconds for thousands of variants. */
export function learn(content: Content, known = nothingKnown): Learned {
  return complete(content, joinKnown(known, learnParts(content, missingParts(content, known))));
}

/** Enough to answer until the rest is learned, in a fraction of its time. */
export function learnQuickly(content: Content, known = nothingKnown): Learned {
  return complete(content, joinKnown(known, learnParts(content, missingParts(content, known), buildQuickIndex)));
}

/** Some parts only. `build`: what makes an index. */
export function learnParts(content: Content, parts: readonly Part[], build = buildIndex): Known {
  const countries = [...countriesOf(content)].filter(([country]) => parts.includes(answersPart(country)));
  const asides = asideEntries(content.asides);
  return {
    indexes: new Map(countries.map(([country, own]) => [country, build([...searchEntries(own, content.terms), ...asides])])),
    profiles: parts.includes('languages') ? learnLanguages(content) : null,
    triggers: parts.includes('dangers') ? compileTriggers(content.safeguards.values()) : null,
  };
}

/** What is left to learn. */
export function missingParts(content: Content, known: Known): readonly Part[] {
  const countries = [...countriesOf(content).keys()].filter((country) => !known.indexes.has(country));
  return [
    ...countries.map(answersPart),
    ...(known.profiles === null ? (['languages'] as const) : []),
    ...(known.triggers === null ? (['dangers'] as const) : []),
  ];
}

/** Whether there is nothing left to learn. */
export function isComplete(content: Content, known: Known): known is Learned {
  return missingParts(content, known).length === 0;
}

/** Both together; of a part that both have, the fresh one. */
export function joinKnown(known: Known, fresh: Known): Known {
  return {
    indexes: new Map([...known.indexes, ...fresh.indexes]),
    profiles: fresh.profiles ?? known.profiles,
    triggers: fresh.triggers ?? known.triggers,
  };
}

/** Each country's entries. */
export function countriesOf({ entries }: Pick<Content, 'entries'>): ReadonlyMap<string, readonly Entry[]> {
  return Map.groupBy(entries.values(), ({ country }) => country);
}

export function answersPart(country: string): Part {
  return `answers-${country}`;
}

/** What was asked for part by part, as a whole. */
function complete(content: Content, known: Known): Learned {
  if (!isComplete(content, known)) throw new Error(`Not learned: ${missingParts(content, known).join(', ')}.`);
  return known;
}

import type { Entry } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import { buildIndex } from './build-index.ts';
import { buildQuickIndex } from './build-quick-index.ts';
import { asideEntries, searchEntries } from './find/search-entries.ts';
import type { SearchIndex } from './search-index.ts';
import { learnLanguages } from './language-id/learn-languages.ts';
import type { Profiles } from './language-id/profiles.ts';

/** Country → the index of its entries: nobody is answered with another country's rules, so nobody has to search them. */
export type Indexes = ReadonlyMap<string, SearchIndex>;

/** What is learned from the content: plain objects and typed arrays, to be made in another thread and kept between runs. */
export interface Learned {
  readonly indexes: Indexes;
  readonly profiles: Profiles;
}

type Content = Pick<Assets, 'entries' | 'terms' | 'asides'>;

/** Parts that were learned before, from content that has not changed since. */
export interface Known {
  readonly indexes: Indexes;
  readonly profiles: Profiles | null;
}

export const nothingKnown: Known = { indexes: new Map(), profiles: null };

/** Everything that is not known yet: seconds for thousands of variants. */
export function learn(assets: Content, known = nothingKnown): Learned {
  return complete(assets, known, (entries) =>
    buildIndex([...searchEntries(entries, assets.terms), ...asideEntries(assets.asides)]),
  );
}

/** Enough to answer until the rest is learned, in a fraction of its time. */
export function learnQuickly(assets: Content, known = nothingKnown): Learned {
  return complete(assets, known, (entries) => buildQuickIndex(searchEntries(entries, assets.terms)));
}

/** Whether there is anything left to learn. */
export function isComplete(assets: Content, known: Known): known is Learned {
  return (
    known.profiles !== null &&
    countriesOf(assets)
      .keys()
      .every((country) => known.indexes.has(country))
  );
}

/** Each country's entries. */
export function countriesOf({ entries }: Pick<Content, 'entries'>): ReadonlyMap<string, readonly Entry[]> {
  return Map.groupBy(entries.values(), ({ country }) => country);
}

function complete(assets: Content, known: Known, build: (entries: readonly Entry[]) => SearchIndex): Learned {
  const indexes = [...countriesOf(assets)].map(([country, own]) => [country, known.indexes.get(country) ?? build(own)] as const);
  return { indexes: new Map(indexes), profiles: known.profiles ?? learnLanguages(assets) };
}

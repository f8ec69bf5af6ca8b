import type { Assets } from '../domain/assets.ts';
import { buildIndex } from './build-index.ts';
import { buildQuickIndex } from './build-quick-index.ts';
import { searchEntries } from './find/search-entries.ts';
import type { SearchIndex } from './search-index.ts';
import { learnLanguages } from './language-id/learn-languages.ts';
import type { Profiles } from './language-id/profiles.ts';

/** What is learned from the content: plain objects and typed arrays, to be made in another thread and kept between runs. */
export interface Learned {
  readonly index: SearchIndex;
  readonly profiles: Profiles;
}

type Content = Pick<Assets, 'entries' | 'terms'>;

/** Everything there is to learn: seconds for thousands of variants. */
export function learn(assets: Content): Learned {
  return { index: indexAssets(assets), profiles: learnLanguages(assets) };
}

/** Enough to answer until the rest is learned, in a fraction of its time. */
export function learnQuickly(assets: Content): Learned {
  return { index: buildQuickIndex(searchEntries(assets.entries.values(), assets.terms)), profiles: learnLanguages(assets) };
}

/** The search index of the assets' entries. */
export function indexAssets(assets: Content): SearchIndex {
  return buildIndex(searchEntries(assets.entries.values(), assets.terms));
}

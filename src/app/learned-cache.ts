import { createHash } from 'node:crypto';
import type { Assets } from '../domain/assets.ts';
import type { Profiles } from '../knowledge/language-id/profiles.ts';
import { countriesOf, type Known, type Learned } from '../knowledge/learn.ts';
import type { SearchIndex } from '../knowledge/search-index.ts';
import type { Shelf } from '../ports/shelf.ts';

/** Keeps what was learned from the content between runs: a part for each country and one for the languages. */
export interface LearnedCache {
  /** What was learned from this very content before. */
  read(assets: Assets): Promise<Known>;
  keep(assets: Assets, learned: Learned): Promise<void>;
}

/** `codeHash` changes with the code that learns, so that nothing made by older code is used. */
export function createLearnedCache(shelf: Shelf, codeHash: string): LearnedCache {
  return {
    read: async (assets) => {
      const { profiles, indexes } = hashesOf(assets, codeHash);
      const found = await Promise.all(
        indexes.map(
          async ([country, hash]) => [country, (await shelf.read(partOf(country), hash)) as SearchIndex | null] as const,
        ),
      );
      return {
        profiles: (await shelf.read(languages, profiles)) as Profiles | null,
        indexes: new Map(found.flatMap(([country, index]) => (index === null ? [] : [[country, index]]))),
      };
    },
    keep: async (assets, learned) => {
      const { profiles, indexes } = hashesOf(assets, codeHash);
      await shelf.keep(languages, profiles, learned.profiles);
      for (const [country, hash] of indexes) await shelf.keep(partOf(country), hash, learned.indexes.get(country));
    },
  };
}

const languages = 'languages';

function partOf(country: string): string {
  return `answers-${country}`;
}

interface Hashes {
  readonly profiles: string;
  readonly indexes: readonly (readonly [country: string, hash: string])[];
}

function hashesOf(assets: Assets, codeHash: string): Hashes {
  const { entries, terms, asides } = assets;
  return {
    profiles: hashOf(codeHash, entries.values()),
    indexes: [...countriesOf(assets)].map(([country, own]) => {
      return [country, hashOf(codeHash, [...own, ...terms.filter((term) => term.country === country), asides])];
    }),
  };
}

function hashOf(codeHash: string, content: Iterable<unknown>): string {
  const hash = createHash('sha256').update(codeHash);
  for (const each of content) hash.update(JSON.stringify(each));
  return hash.digest('hex').slice(0, 16);
}

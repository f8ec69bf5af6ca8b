import { createHash } from 'node:crypto';
import type { Assets } from '../domain/assets.ts';
import type { Profiles } from '../knowledge/language-id/profiles.ts';
import { answersPart, countriesOf, type Known, type Learned, type Part } from '../knowledge/learn.ts';
import type { TriggerIndex } from '../knowledge/safety/trigger-index.ts';
import type { SearchIndex } from '../knowledge/search-index.ts';
import type { Shelf } from '../ports/shelf.ts';

/** Part → hash of the content and the code that it is learned from. */
export type Hashes = ReadonlyMap<Part, string>;

/** Keeps what was learned from the content between runs, part by part. */
export interface LearnedCache {
  /** Of the parts that this content has. It takes about a tenth of a second. */
  hashesOf(assets: Assets): Hashes;
  /** What was learned of some parts before. */
  read(hashes: Hashes): Promise<Known>;
  /** Keeps those parts that it has hashes for. */
  keep(hashes: Hashes, learned: Learned): Promise<void>;
}

/** `codeHash` changes with the code that learns, so that nothing made by older code is used. */
export function createLearnedCache(shelf: Shelf, codeHash: string): LearnedCache {
  return {
    hashesOf: (assets) => hashesOf(assets, codeHash),
    read: async (hashes) => {
      const find = async <T>(part: Part): Promise<T | null> => {
        const hash = hashes.get(part);
        return hash === undefined ? null : ((await shelf.read(part, hash)) as T | null);
      };
      const countries = [...hashes.keys()].flatMap((part) => countryOf(part) ?? []);
      const indexes = await Promise.all(
        countries.map(async (country) => [country, await find<SearchIndex>(answersPart(country))] as const),
      );
      return {
        indexes: new Map(indexes.flatMap(([country, index]) => (index === null ? [] : [[country, index]]))),
        profiles: await find<Profiles>('languages'),
        triggers: await find<TriggerIndex>('dangers'),
      };
    },
    keep: async (hashes, learned) => {
      for (const [part, hash] of hashes) await shelf.keep(part, hash, valueOf(part, learned));
    },
  };
}

function valueOf(part: Part, { indexes, profiles, triggers }: Learned): unknown {
  if (part === 'languages') return profiles;
  return part === 'dangers' ? triggers : indexes.get(countryOf(part) ?? '');
}

function countryOf(part: Part): string | null {
  return part.startsWith('answers-') ? part.slice('answers-'.length) : null;
}

function hashesOf(assets: Assets, codeHash: string): Hashes {
  const { entries, terms, asides, safeguards } = assets;
  const hashOf = (content: Iterable<unknown>): string => {
    const hash = createHash('sha256').update(codeHash);
    for (const each of content) hash.update(JSON.stringify(each));
    return hash.digest('hex').slice(0, 16);
  };
  const indexes = [...countriesOf(assets)].map(([country, own]): readonly [Part, string] => {
    return [answersPart(country), hashOf([...own, ...terms.filter((term) => term.country === country), asides])];
  });
  return new Map<Part, string>([...indexes, ['languages', hashOf(entries.values())], ['dangers', hashOf(safeguards.values())]]);
}

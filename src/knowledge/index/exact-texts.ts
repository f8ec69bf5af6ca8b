import { hashUnits, mixHash } from '../text/hash.ts';
import { normalise } from '../text/normalise.ts';
import { words } from '../text/words.ts';
import type { SearchEntry } from './read-entries.ts';

/** Hashes of whole variants, ascending, and whose they are: a question asked in the content's own words needs no ranking. */
export interface ExactTexts {
  readonly hash: Uint32Array;
  /** Positions of entries. */
  readonly entry: Uint32Array;
}

export function buildExactTexts(entries: readonly SearchEntry[]): ExactTexts {
  const pairs = entries.flatMap(({ variants }, entry) => variants.map(({ text }) => [hashOf(normalise(text)), entry] as const));
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { hash: Uint32Array.from(pairs, (pair) => pair[0]), entry: Uint32Array.from(pairs, (pair) => pair[1]) };
}

/** The entries that have this text as a variant. */
export function exactEntries(exact: ExactTexts, normalised: string): Set<number> {
  const wanted = hashOf(normalised);
  let low = 0;
  let high = exact.hash.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exact.hash[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const found = new Set<number>();
  for (let i = low; exact.hash[i] === wanted; i++) found.add(exact.entry[i] ?? 0);
  return found;
}

/** Of the words only: case, accents and punctuation don't matter. */
function hashOf(normalised: string): number {
  const plain = words(normalised)
    .map((word) => word.text)
    .join(' ');
  return mixHash(hashUnits(plain, 0, plain.length, 0x811c9dc5));
}

import { familyCount } from './features.ts';
import type { SparseVector } from './postings.ts';
import type { ReadEntries } from './read-entries.ts';

/** How telling each feature is. */
export interface Rarity {
  /** Among texts. */
  readonly text: Float32Array;
  /** Among entries. */
  readonly entry: Float32Array;
  /** Of a feature that no entry has. */
  readonly unknown: number;
}

/** Families' shares in the cosine of two texts: words, pairs, stems, letter groups, sounds. Chosen on questions hidden from indexes. */
const cosineShare = [0.7, 0.4, 0.8, 1.2, 0];
/** An everyday sentence counts this much of a text of the index. */
const backgroundShare = 0.3;

/** `background`: sentences that have each feature, out of `backgroundSize`. */
export function rarityOf(read: ReadEntries, background: Uint32Array, backgroundSize: number): Rarity {
  const inTexts = new Float32Array(read.vocabulary.size);
  const inEntries = new Float32Array(read.vocabulary.size);
  const lastEntry = new Int32Array(read.vocabulary.size).fill(-1);
  for (const { entry, feature } of read.texts) {
    for (const each of feature) {
      inTexts[each] = (inTexts[each] ?? 0) + 1;
      if (lastEntry[each] !== entry) inEntries[each] = (inEntries[each] ?? 0) + 1;
      lastEntry[each] = entry;
    }
  }
  const texts = read.texts.length + backgroundShare * backgroundSize;
  const entries = read.entryCount + backgroundShare * backgroundSize;
  const outside = (each: number): number => backgroundShare * (background[each] ?? 0);
  return {
    text: inTexts.map((count, each) => Math.log((texts + 1) / (count + outside(each) + 0.5))),
    entry: inEntries.map((count, each) => {
      const all = count + outside(each);
      return Math.log(1 + (entries - all + 0.5) / (all + 0.5));
    }),
    unknown: Math.log(1 + entries),
  };
}

/** A text as a vector of length one: each family scaled to its share, so that many letter groups don't drown few words. */
export function cosineVector(feature: Uint32Array, family: Uint8Array, count: Float32Array, rarity: Rarity): SparseVector {
  const squares = new Float64Array(familyCount);
  const weight = new Float32Array(feature.length);
  feature.forEach((each, i) => {
    const value = (1 + Math.log(count[i] ?? 1)) * (rarity.text[each] ?? 0);
    weight[i] = value;
    squares[family[i] ?? 0] = (squares[family[i] ?? 0] ?? 0) + value * value;
  });
  const whole = Math.hypot(...cosineShare.filter((_, kind) => (squares[kind] ?? 0) > 0)) || 1;
  const scale = cosineShare.map((share, kind) => share / (Math.sqrt(squares[kind] ?? 0) || 1) / whole);
  return { feature, weight: weight.map((value, i) => value * (scale[family[i] ?? 0] ?? 0)) };
}

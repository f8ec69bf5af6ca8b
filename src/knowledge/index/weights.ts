import { familyCount } from './features.ts';
import type { SparseVector } from './postings.ts';
import type { ReadEntries } from './read-entries.ts';

/** How telling each feature is. */
export interface Rarity {
  /** Among texts. */
  readonly text: Float32Array;
  /** Among entries. */
  readonly entry: Float32Array;
  /** Of a feature that no entry has; higher than any other. */
  readonly unknown: number;
}

/** Families' shares in the cosine of two texts: words, pairs, stems, letter groups, sounds. Chosen on questions hidden from indexes. */
const cosineShare = [0.7, 0.4, 0.8, 1.2, 0];
/** The same for single variants, without letter groups: they are many, and so would their lists be. */
export const variantShare = [1, 0.6, 1, 0, 0];
/** How much the share of everyday sentences that have a feature counts beside the share of texts that have it. */
const backgroundTrust = 0.6;
const leastRarity = 0.02;

/** `background`: sentences that have each feature, out of `backgroundSize`. */
export function rarityOf(read: ReadEntries, background: Uint32Array, backgroundSize: number): Rarity {
  const inTexts = new Float32Array(read.vocabulary.size);
  const inEntries = new Float32Array(read.vocabulary.size);
  // A word's rarity shows among the texts of its languages: in a collection of fourteen, no small word is in half of all texts.
  const peers = new Float32Array(read.vocabulary.size);
  const textsIn = Map.groupBy(read.texts, (text) => text.source.language);
  const lastEntry = new Int32Array(read.vocabulary.size).fill(-1);
  for (const { entry, source, feature } of read.texts) {
    const together = textsIn.get(source.language)?.length ?? 1;
    for (const each of feature) {
      inTexts[each] = (inTexts[each] ?? 0) + 1;
      peers[each] = (peers[each] ?? 0) + together;
      if (lastEntry[each] !== entry) inEntries[each] = (inEntries[each] ?? 0) + 1;
      lastEntry[each] = entry;
    }
  }
  const entries = read.entryCount;
  const unknown = Math.fround(Math.log(1 + entries));
  const outside = (each: number, all: number): number =>
    (backgroundTrust * all * (background[each] ?? 0)) / Math.max(1, backgroundSize);
  return {
    text: inTexts.map((count, each) => {
      const texts = (peers[each] ?? 0) / Math.max(1, count);
      return Math.max(leastRarity, Math.log((texts + 1) / (count + outside(each, texts) + 0.5)));
    }),
    entry: inEntries.map((count, each) => {
      if (count === 0) return unknown;
      const all = count + outside(each, entries);
      return Math.log(1 + Math.max(0, entries - all + 0.5) / (all + 0.5));
    }),
    unknown,
  };
}

/** Numbered features of a text, run in parallel. */
interface Counted {
  readonly feature: Uint32Array;
  readonly family: Uint8Array;
  readonly count: Float32Array;
}

/** A text as a vector of length one: each family scaled to its share, so that many letter groups don't drown few words. */
export function cosineVector(text: Counted, rarity: Rarity, shares = cosineShare): SparseVector {
  return withoutZeros(text.feature, cosineWeights(text, rarity, shares));
}

/** The same, feature by feature; zero for those of families that have no share. */
export function cosineWeights({ feature, family, count }: Counted, rarity: Rarity, shares = cosineShare): Float32Array {
  const weight = new Float32Array(feature.length);
  for (let i = 0; i < feature.length; i++) weight[i] = (1 + Math.log(count[i] ?? 1)) * (rarity.text[feature[i] ?? 0] ?? 0);
  const squares = squaresOf(weight, family);
  const whole = Math.hypot(...shares.filter((_, kind) => (squares[kind] ?? 0) > 0)) || 1;
  const scale = shares.map((share, kind) => share / (Math.sqrt(squares[kind] ?? 0) || 1) / whole);
  for (let i = 0; i < weight.length; i++) weight[i] = (weight[i] ?? 0) * (scale[family[i] ?? 0] ?? 0);
  return weight;
}

/** By family, the sum of its weights' squares. */
function squaresOf(weight: Float32Array, family: Uint8Array): Float64Array {
  const squares = new Float64Array(familyCount);
  for (let i = 0; i < weight.length; i++) {
    const kind = family[i] ?? 0;
    squares[kind] = (squares[kind] ?? 0) + (weight[i] ?? 0) ** 2;
  }
  return squares;
}

function withoutZeros(feature: Uint32Array, weight: Float32Array): SparseVector {
  return { feature: feature.filter((_, i) => weight[i] !== 0), weight: weight.filter((value) => value !== 0) };
}

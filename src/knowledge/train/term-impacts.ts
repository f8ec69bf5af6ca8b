import { familyCount } from '../index/features.ts';
import { sumVectors, transpose, type Postings, type SparseVector } from '../index/postings.ts';
import type { ReadText } from '../index/read-entries.ts';

/** BM25's k1 (how soon repetition stops to count) and b (how much long texts are held back). Robertson & Zaragoza 2009, 3.4. */
const saturation = 0.9;
const lengthShare = 0.75;

/**
 * BM25 of one field (questions, or answers) by entry: what each feature adds to an entry's score. The variants of an entry in one
 * language are one text, whose counts grow with the root of their number: many are more evidence, not proportionally more.
 */
export function termImpacts(texts: readonly ReadText[], entryCount: number, rarity: Float32Array): Postings {
  const averages = averageLengths(texts);
  const kin = Map.groupBy(texts, kinOf);
  const grouped: SparseVector[][] = Array.from({ length: entryCount }, () => []);
  for (const text of texts) grouped[text.entry]?.push(heldBack(text, averages, 1 / Math.sqrt(kin.get(kinOf(text))?.length ?? 1)));
  const rows = grouped.map((group) => {
    const sum = sumVectors(group);
    const weight = sum.weight.map((count, i) => {
      return ((rarity[sum.feature[i] ?? 0] ?? 0) * count * (1 + saturation)) / (count + saturation);
    });
    return { feature: sum.feature, weight };
  });
  return transpose(rows, rarity.length);
}

function kinOf({ entry, source }: ReadText): string {
  return `${String(entry)} ${source.language}`;
}

/** Counts over the text's relative length, family by family. */
function heldBack(text: ReadText, averages: Float64Array, share: number): SparseVector {
  const lengths = lengthsOf(text);
  const scale = averages.map(
    (average, kind) => share / (1 - lengthShare + (lengthShare * (lengths[kind] ?? 0)) / (average || 1)),
  );
  return { feature: text.feature, weight: text.count.map((count, i) => count * (scale[text.family[i] ?? 0] ?? 1)) };
}

function averageLengths(texts: readonly ReadText[]): Float64Array {
  const sums = new Float64Array(familyCount);
  for (const text of texts) lengthsOf(text).forEach((length, kind) => (sums[kind] = (sums[kind] ?? 0) + length));
  return sums.map((sum) => sum / Math.max(1, texts.length));
}

function lengthsOf(text: ReadText): Float64Array {
  const lengths = new Float64Array(familyCount);
  text.count.forEach((count, i) => {
    const kind = text.family[i] ?? 0;
    lengths[kind] = (lengths[kind] ?? 0) + count;
  });
  return lengths;
}

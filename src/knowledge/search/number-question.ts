import { families, familyCount, featuresOf } from '../index/features.ts';
import type { RankingIndex } from '../index/ranking-index.ts';
import { lookUp } from '../index/vocabulary.ts';
import { sounds } from '../text/sounds.ts';
import { countScripts } from '../text/scripts.ts';
import type { Word } from '../text/words.ts';

/** A question's features that an index knows, and how much there was in all. */
export interface NumberedQuestion {
  readonly feature: Uint32Array;
  readonly family: Uint8Array;
  readonly count: Float32Array;
  /** By family: the rarity of all its features, and of those that the index knows. */
  readonly total: Float64Array;
  readonly known: Float64Array;
}

const sound = families.indexOf('sound');

export function numberQuestion(
  index: RankingIndex,
  text: readonly Word[],
  normalised: string,
  language: string,
): NumberedQuestion {
  const features = featuresOf(text, sounds(normalised, index.scripts, true), language);
  const total = new Float64Array(familyCount);
  const known = new Float64Array(familyCount);
  const feature: number[] = [];
  const family: number[] = [];
  const count: number[] = [];
  for (let i = 0; i < features.hash.length; i++) {
    const number = lookUp(index.vocabulary, features.hash[i] ?? 0);
    const kind = features.family[i] ?? 0;
    const times = features.count[i] ?? 1;
    const rarity = number < 0 ? index.rarity.unknown : (index.rarity.entry[number] ?? 0);
    total[kind] = (total[kind] ?? 0) + times * rarity;
    if (rarity >= index.rarity.unknown) continue;
    known[kind] = (known[kind] ?? 0) + times * rarity;
    feature.push(number);
    family.push(kind);
    count.push(times);
  }
  total[sound] = (total[sound] ?? 0) / Math.max(0.01, latinShare(normalised)) ** 2;
  return { feature: Uint32Array.from(feature), family: Uint8Array.from(family), count: Float32Array.from(count), total, known };
}

/** Names in Latin letters inside a question in the texts' own script must not make its sound decide. */
function latinShare(normalised: string): number {
  const counts = countScripts(normalised);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return (counts.find(([script]) => script === 'Latn')?.[1] ?? 0) / Math.max(1, all);
}

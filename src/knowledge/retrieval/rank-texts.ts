import type { Entry } from '../../domain/answer.ts';
import { isLetterGroup, terms } from '../tokens/tokenise.ts';
import { groupWeight } from './build-index.ts';
import type { LanguageIndex } from './build-index.ts';

/** How well an answer fits a question. */
export interface Match {
  readonly entry: Entry;
  /** 0–1: half BM25 relative to its highest possible sum, half likeness to the likest way to ask. */
  readonly score: number;
}

/** BM25: how soon more of the same stops counting. */
const saturation = 1.5;
/** Texts of other languages still help with mixed questions, but a little less. */
const foreignFactor = 0.85;

/** Every answer with its best match over the languages, best first. */
export function rankTexts(indexes: readonly LanguageIndex[], text: string, language: string): readonly Match[] {
  const asked = new Set(terms(text));
  const best = new Map<string, Match>();
  for (const index of indexes) {
    const factor = index.language === language ? 1 : foreignFactor;
    for (const match of rankIndex(index, asked, factor)) {
      if ((best.get(match.entry.id)?.score ?? 0) < match.score) best.set(match.entry.id, match);
    }
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1));
}

function rankIndex(index: LanguageIndex, asked: ReadonlySet<string>, factor: number): readonly Match[] {
  const points = new Float64Array(index.entries.length);
  const common = new Float64Array(index.variants.length);
  let total = 0;
  for (const term of asked) {
    const found = index.terms.get(term);
    if (found === undefined) {
      total += index.unknownWeight * (isLetterGroup(term) ? groupWeight : 1);
      continue;
    }
    total += found.weight;
    for (const [text, count] of found.counts) {
      points[text] = (points[text] ?? 0) + (found.weight * count) / (count + saturation);
    }
    for (const variant of found.variants) common[variant] = (common[variant] ?? 0) + found.weight;
  }
  if (total === 0) return [];
  const likest = likestVariants(index, common, total);
  return index.entries.flatMap((entry, text) => {
    const score = (((points[text] ?? 0) / total + (likest[text] ?? 0)) / 2) * factor;
    return score > 0 ? [{ entry, score }] : [];
  });
}

/** Per text, the best Dice over weights: twice what question and variant both have, over what each has. */
function likestVariants(index: LanguageIndex, common: Float64Array, total: number): Float64Array {
  const likest = new Float64Array(index.entries.length);
  index.variants.forEach(({ text, weight }, place) => {
    likest[text] = Math.max(likest[text] ?? 0, (2 * (common[place] ?? 0)) / (weight + total));
  });
  return likest;
}

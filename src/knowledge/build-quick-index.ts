import { generalExperience } from './abstain/experience.ts';
import { rankingWords } from './index/ranking-index.ts';
import type { SearchIndex } from './search-index.ts';
import { transpose } from './index/postings.ts';
import { readEntries, type SearchEntry } from './index/read-entries.ts';
import { cosineVector, rarityOf } from './index/weights.ts';
import { usualSay } from './search/ensemble.ts';
import { centroids } from './train/centroids.ts';
import { termImpacts } from './train/term-impacts.ts';
import { variantsOf } from './train/variants.ts';

/**
 * An index that answers until the full one is built, in a fraction of its time: it knows how people ask, not what the
 * answers say, and nothing is trained. What it learned of itself is what holds for any content.
 */
export function buildQuickIndex(entries: readonly SearchEntry[]): SearchIndex {
  const questions = entries.map(({ id, variants }) => ({ id, variants, bodies: [], words: [] }));
  const read = readEntries(questions);
  const { entryCount, scripts, vocabulary, texts } = read;
  const rarity = rarityOf(read, new Uint32Array(vocabulary.size), 0);
  const vectors = texts.map((text) => cosineVector(text, rarity));
  return {
    ...rankingWords(questions, read, []),
    say: usualSay,
    scripts,
    vocabulary,
    rarity,
    questions: termImpacts(texts, entryCount, rarity.entry),
    answers: termImpacts([], entryCount, rarity.entry),
    words: termImpacts([], entryCount, rarity.entry),
    centroids: centroids(
      vectors,
      texts.map(({ entry }) => entry),
      entryCount,
      vocabulary.size,
    ),
    variants: variantsOf(texts, rarity),
    separators: { postings: transpose([], vocabulary.size), bias: new Float32Array(entryCount) },
    calibration: generalExperience,
  };
}

import type { RankingIndex } from '../index/ranking-index.ts';
import { spread, type Postings } from '../index/postings.ts';
import { cosineWeights, variantShare } from '../index/weights.ts';
import type { Variants } from '../train/variants.ts';
import type { MemberScores } from './members.ts';
import type { NumberedQuestion } from './number-question.ts';

/** Families' shares in BM25: words, pairs, stems, letter groups, sounds. */
const questionShare = [0, 0, 1, 2.5, 0];
const answerShare = [0.4, 0.6, 0.5, 1.2, 0];
const soundShare = [0, 0, 0, 0, 1];

/** Compares a question with every entry. */
export function scoreEntries(index: RankingIndex, asked: NumberedQuestion): MemberScores {
  const none = (): Float32Array => new Float32Array(index.ids.length);
  const weight = cosineWeights(asked, index.rarity);
  const scores = {
    separator: index.separators.bias.slice(),
    centroid: none(),
    variant: nearest(index.variants, asked.feature, cosineWeights(asked, index.rarity, variantShare), none()),
    questions: none(),
    answers: none(),
    words: none(),
    sound: none(),
  };
  spreadAll(index.separators.postings, asked.feature, weight, scores.separator);
  spreadAll(index.centroids, asked.feature, weight, scores.centroid);
  addTerms(index.questions, asked, questionShare, scores.questions);
  addTerms(index.answers, asked, answerShare, scores.answers);
  addTerms(index.words, asked, answerShare, scores.words);
  addTerms(index.questions, asked, soundShare, scores.sound);
  addTerms(index.answers, asked, soundShare, scores.sound);
  addTerms(index.words, asked, soundShare, scores.sound);
  return scores;
}

/** By entry, the cosine with the nearest of its variants. */
function nearest({ postings, entry }: Variants, feature: Uint32Array, weight: Float32Array, best: Float32Array): Float32Array {
  const cosines = new Float32Array(entry.length);
  spreadAll(postings, feature, weight, cosines);
  for (let variant = 0; variant < cosines.length; variant++) {
    const cosine = cosines[variant] ?? 0;
    if (cosine > 0 && cosine > (best[entry[variant] ?? 0] ?? 0)) best[entry[variant] ?? 0] = cosine;
  }
  return best;
}

function spreadAll(postings: Postings, feature: Uint32Array, weight: Float32Array, totals: Float32Array): void {
  for (let i = 0; i < feature.length; i++) {
    const amount = weight[i] ?? 0;
    if (amount !== 0) spread(postings, feature[i] ?? 0, amount, totals);
  }
}

/** BM25, as a share of the most that the question could score in each family. */
function addTerms(postings: Postings, asked: NumberedQuestion, shares: readonly number[], scores: Float32Array): void {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const scale = shares.map((share, kind) => share / whole / (asked.total[kind] || 1));
  const { feature, family, count } = asked;
  for (let i = 0; i < feature.length; i++) {
    const amount = (count[i] ?? 1) * (scale[family[i] ?? 0] ?? 0);
    if (amount > 0) spread(postings, feature[i] ?? 0, amount, scores);
  }
}

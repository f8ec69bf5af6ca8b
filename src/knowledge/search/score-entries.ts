import type { RankingIndex } from '../index/ranking-index.ts';
import { spread, type Postings, type SparseVector } from '../index/postings.ts';
import { cosineVector, variantShare } from '../index/weights.ts';
import type { Variants } from '../train/variants.ts';
import type { NumberedQuestion } from './number-question.ts';

/** The members that rank. Each gives every entry a score; `ensemble.ts` weighs them. */
export const members = ['separator', 'centroid', 'variant', 'questions', 'answers', 'sound'] as const;
export type Member = (typeof members)[number];

/** By member, a score for each entry by its position. Separators: about −1…1; the others 0…1. */
export type MemberScores = Readonly<Record<Member, Float32Array>>;

/** Families' shares in BM25: words, pairs, stems, letter groups, sounds. */
const questionShare = [0, 0, 1, 2.5, 0];
const answerShare = [0.4, 0.6, 0.5, 1.2, 0];
const soundShare = [0, 0, 0, 0, 1];

/** Compares a question with every entry. */
export function scoreEntries(index: RankingIndex, asked: NumberedQuestion): MemberScores {
  const none = (): Float32Array => new Float32Array(index.ids.length);
  const vector = cosineVector(asked.feature, asked.family, asked.count, index.rarity);
  const byWords = cosineVector(asked.feature, asked.family, asked.count, index.rarity, variantShare);
  const scores = {
    separator: index.separators.bias.slice(),
    centroid: none(),
    variant: nearest(index.variants, byWords, none()),
    questions: none(),
    answers: none(),
    sound: none(),
  };
  vector.feature.forEach((feature, i) => {
    spread(index.separators.postings, feature, vector.weight[i] ?? 0, scores.separator);
    spread(index.centroids, feature, vector.weight[i] ?? 0, scores.centroid);
  });
  addTerms(index.questions, asked, questionShare, scores.questions);
  addTerms(index.answers, asked, answerShare, scores.answers);
  addTerms(index.questions, asked, soundShare, scores.sound);
  addTerms(index.answers, asked, soundShare, scores.sound);
  return scores;
}

/** By entry, the cosine with the nearest of its variants. */
function nearest({ postings, entry }: Variants, vector: SparseVector, best: Float32Array): Float32Array {
  const cosines = new Float32Array(entry.length);
  vector.feature.forEach((feature, i) => spread(postings, feature, vector.weight[i] ?? 0, cosines));
  cosines.forEach((cosine, variant) => {
    const at = entry[variant] ?? 0;
    if (cosine > (best[at] ?? 0)) best[at] = cosine;
  });
  return best;
}

/** BM25, as a share of the most that the question could score in each family. */
function addTerms(postings: Postings, asked: NumberedQuestion, shares: readonly number[], scores: Float32Array): void {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  asked.feature.forEach((feature, i) => {
    const kind = asked.family[i] ?? 0;
    const share = shares[kind] ?? 0;
    if (share > 0) spread(postings, feature, ((asked.count[i] ?? 1) * share) / whole / (asked.total[kind] || 1), scores);
  });
}

import type { SearchIndex } from '../index/build-index.ts';
import { spread, type Postings } from '../index/postings.ts';
import { cosineVector } from '../index/weights.ts';
import type { NumberedQuestion } from './number-question.ts';

/** The members that rank. Each gives every entry a score; `ensemble.ts` weighs them. */
export const members = ['separator', 'centroid', 'questions', 'answers', 'sound'] as const;
export type Member = (typeof members)[number];

/** By member, a score for each entry by its position. Separators: about −1…1; the others 0…1. */
export type MemberScores = Readonly<Record<Member, Float32Array>>;

/** Families' shares in BM25: words, pairs, stems, letter groups, sounds. */
const questionShare = [0, 0, 1, 2.5, 0];
const answerShare = [0.8, 1.2, 1, 0.8, 0];
const soundShare = [0, 0, 0, 0, 1];

/** Compares a question with every entry. */
export function scoreEntries(index: SearchIndex, asked: NumberedQuestion): MemberScores {
  const scores = {
    separator: index.separators.bias.slice(),
    centroid: new Float32Array(index.ids.length),
    questions: new Float32Array(index.ids.length),
    answers: new Float32Array(index.ids.length),
    sound: new Float32Array(index.ids.length),
  };
  const vector = cosineVector(asked.feature, asked.family, asked.count, index.rarity);
  vector.weight.forEach((weight, i) => {
    if (weight === 0) return;
    spread(index.separators.postings, vector.feature[i] ?? 0, weight, scores.separator);
    spread(index.centroids, vector.feature[i] ?? 0, weight, scores.centroid);
  });
  addTerms(index.questions, asked, questionShare, scores.questions);
  addTerms(index.answers, asked, answerShare, scores.answers);
  addTerms(index.questions, asked, soundShare, scores.sound);
  addTerms(index.answers, asked, soundShare, scores.sound);
  return scores;
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

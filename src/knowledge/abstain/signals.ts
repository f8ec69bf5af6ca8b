import { families } from '../index/features.ts';
import type { RankingIndex } from '../index/ranking-index.ts';
import { holds } from '../index/postings.ts';
import type { Ranking } from '../search/rank-question.ts';
import type { MemberScores } from '../search/members.ts';

/** What a ranking tells about whether its first entry answers: the more, the likelier. In the order of `signalsOf`. */
export const signalNames = [
  'best',
  'margin',
  'certainty',
  'order',
  'separator',
  'separatorMargin',
  'centroid',
  'variant',
  'questions',
  'stemCoverage',
  'letterCoverage',
  'agreement',
  'length',
  'entryStems',
  'entryLetters',
  'complete',
  'ahead',
] as const;

/** What the signals are worth before anything is learned, by standard deviations: the entry should hold what was asked. */
const expected: Partial<Record<(typeof signalNames)[number], number>> = {
  margin: 0.3,
  separator: 0.3,
  variant: 0.3,
  stemCoverage: 0.3,
  entryStems: 0.5,
  entryLetters: 0.3,
  complete: 0.2,
  ahead: 0.6,
};
export const expectedWeights: readonly number[] = signalNames.map((name) => expected[name] ?? 0);

const stemFamily = families.indexOf('stem');
const letterFamily = families.indexOf('letters');

/** Sharpness of the softmax that turns scores into shares. */
export const sharpness = 4;

export function signalsOf(ranking: Ranking, index: RankingIndex): number[] {
  const { total, scores, asked } = ranking;
  const [first, second] = bestTwo(total);
  const [separatorFirst, separatorSecond] = bestTwo(scores.separator);
  const shares = sharesOf(total, first);
  const best = total[first] ?? 0;
  return [
    best,
    best - (total[second] ?? 0),
    shares.first,
    -shares.entropy,
    scores.separator[first] ?? 0,
    (scores.separator[separatorFirst] ?? 0) - (scores.separator[separatorSecond] ?? 0),
    scores.centroid[first] ?? 0,
    scores.variant[first] ?? 0,
    scores.questions[first] ?? 0,
    coverage(ranking, 'stem'),
    coverage(ranking, 'letters'),
    agreement(scores, first),
    Math.log(1 + asked.feature.length),
    ...heldByEntry(ranking, index, first),
    aheadOfAsides(total, index, first),
  ];
}

/** How far the first entry is ahead of all topics that have no answer; where there are none, of nothing at all. */
function aheadOfAsides(total: Float32Array, { asidesFrom }: RankingIndex, first: number): number {
  let best = 0;
  for (let position = asidesFrom; position < total.length; position++) best = Math.max(best, total[position] ?? 0);
  return (total[first] ?? 0) - best;
}

/** Positions of the highest and the second highest value. */
export function bestTwo(values: Float32Array): [number, number] {
  let first = 0;
  let second = -1;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] ?? 0) > (values[first] ?? 0)) {
      second = first;
      first = i;
    } else if (second < 0 || (values[i] ?? 0) > (values[second] ?? 0)) second = i;
  }
  return [first, second < 0 ? first : second];
}

function sharesOf(total: Float32Array, first: number): { first: number; entropy: number } {
  const top = total[first] ?? 0;
  let sum = 0;
  let weighted = 0;
  for (const value of total) {
    const share = Math.exp(sharpness * (value - top));
    sum += share;
    weighted += share * sharpness * (value - top);
  }
  return { first: 1 / sum, entropy: Math.log(sum) - weighted / sum };
}

function coverage({ asked }: Ranking, family: (typeof families)[number]): number {
  const kind = families.indexOf(family);
  const whole = asked.total[kind] ?? 0;
  return whole > 0 ? (asked.known[kind] ?? 0) / whole : 0;
}

/** Share of the question's stems, and of its letter groups, that the entry has; and the rarest stem that it lacks. */
function heldByEntry({ asked }: Ranking, index: RankingIndex, entry: number): [number, number, number] {
  const held = new Float64Array(families.length);
  let missing = index.rarity.unknown * ((asked.known[stemFamily] ?? 0) < (asked.total[stemFamily] ?? 0) - 1e-6 ? 1 : 0);
  asked.feature.forEach((feature, i) => {
    const kind = asked.family[i] ?? 0;
    if (kind !== stemFamily && kind !== letterFamily) return;
    const rarity = index.rarity.entry[feature] ?? 0;
    if (holds(index.questions, feature, entry) || holds(index.answers, feature, entry) || holds(index.words, feature, entry))
      held[kind] = (held[kind] ?? 0) + rarity;
    else if (kind === stemFamily && rarity > missing) missing = rarity;
  });
  const share = (kind: number): number => (held[kind] ?? 0) / Math.max(1e-6, asked.total[kind] ?? 0);
  return [share(stemFamily), share(letterFamily), -missing / index.rarity.unknown];
}

function agreement(scores: MemberScores, first: number): number {
  const votes = [scores.separator, scores.centroid, scores.questions, scores.answers, scores.words].filter(
    (own) => bestTwo(own)[0] === first,
  );
  return votes.length;
}

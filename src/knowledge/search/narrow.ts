import type { Ranking } from './rank-question.ts';
import { members, type MemberScores } from './members.ts';

/** Score of an entry that is out of the question. */
const never = -1e6;

/** The same ranking among some entries only; `factor`: by position, 0 for those left out, else what their score is multiplied by. */
export function narrow(ranking: Ranking, factor: Float32Array): Ranking {
  const apply = (scores: Float32Array): Float32Array => {
    return scores.map((score, entry) => ((factor[entry] ?? 0) === 0 ? never : score * (score > 0 ? (factor[entry] ?? 0) : 1)));
  };
  const scores: Record<string, Float32Array> = {};
  for (const member of members) scores[member] = apply(ranking.scores[member]);
  return { ...ranking, total: apply(ranking.total), scores: scores as MemberScores };
}

import type { Risk } from '../../domain/answer.ts';
import type { Finding } from '../../domain/knowledge.ts';
import type { Match } from './rank-texts.ts';

/** From which probability an answer is given. Where a wrong one hurts more, more is asked. */
const answerFrom: Readonly<Record<Risk, number>> = { H0: 0.5, H1: 0.5, H2: 0.6, H3: 0.6 };
/** From which probability "did you mean" is better than "I don't know". */
const suggestFrom = 0.2;

/** How likely the first match answers the question: it fits well, and is well ahead of the next. */
export function probabilityOf(matches: readonly Match[]): number {
  const [first, second] = matches;
  if (first === undefined) return 0;
  const ahead = first.score - (second?.score ?? 0);
  // Weights set by hand on questions of our own, inside and outside of what the content knows. A lead alone says
  // nothing: among bad matches one is always the best.
  const sum = 14 * first.score + 6 * ahead - 5.6;
  return 1 / (1 + Math.exp(-sum));
}

export function decide(probability: number, risk: Risk): Finding['decision'] {
  if (probability >= answerFrom[risk]) return 'answer';
  return probability >= suggestFrom ? 'suggest' : 'decline';
}

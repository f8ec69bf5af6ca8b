import type { Risk } from '../../domain/answer.ts';
import type { Finding } from '../../domain/knowledge.ts';

/** From which probability an answer is given; where a wrong one hurts more, more is asked. */
const answerFrom: Readonly<Record<Risk, number>> = { H0: 0.72, H1: 0.72, H2: 0.79, H3: 0.79 };
/** From which probability "did you mean" is better than "I don't know". */
const suggestFrom = 0.25;

export function decide(probability: number, risk: Risk): Finding['decision'] {
  if (probability >= answerFrom[risk]) return 'answer';
  return probability >= suggestFrom ? 'suggest' : 'decline';
}

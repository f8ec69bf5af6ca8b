import type { Calibration } from './calibration.ts';
import type { Logistic } from './logistic.ts';
import { signalNames } from './signals.ts';

/** How much of the question the entry holds, and its lead: what holds for any content. Weights rounded from larger indexes. */
const rule: Logistic = {
  mean: signalNames.map(() => 0),
  deviation: signalNames.map(() => 1),
  weight: signalNames.map((name) => ({ entryStems: 4, entryLetters: 5, margin: 0.5 })[name as string] ?? 0),
  bias: -5,
};

/** For indexes too small to rehearse. */
export const generalExperience: Calibration = { inside: rule, right: rule, threshold: 0.2, learnedFrom: 0 };

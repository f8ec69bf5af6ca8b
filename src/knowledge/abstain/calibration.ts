import { fitLogistic, probability, type Logistic } from './logistic.ts';
import { expectedWeights } from './signals.ts';

/** What a rehearsed question's ranking looked like, and whether it was right. */
export interface Rehearsal {
  readonly signals: readonly number[];
  /** The index holds the entry; and it was ranked first. */
  readonly isInside: boolean;
  readonly isRight: boolean;
}

/** What an index learned about itself: when its best entry is to be trusted. */
export interface Calibration {
  /** The question is one that the index answers at all. */
  readonly inside: Logistic;
  /** The first entry is the right one. */
  readonly right: Logistic;
  /** Of the questions that the index answers, 95% have at least this probability of being inside. */
  readonly threshold: number;
  /** How many rehearsed questions it was learned from; 0: an index too small to rehearse, general experience instead. */
  readonly learnedFrom: number;
}

/** Share of answerable questions that the threshold lets pass. */
const promised = 0.95;
const fewest = 40;

/** Learns from rehearsed questions; with too few of them, falls back. */
export function learnCalibration(rehearsals: readonly Rehearsal[], fallback: Calibration): Calibration {
  const inside = rehearsals.filter((each) => each.isInside);
  if (inside.length < fewest || rehearsals.length - inside.length < fewest) return fallback;
  const rows = rehearsals.map((each) => each.signals);
  const model = fitLogistic(
    rows,
    rehearsals.map((each) => (each.isInside ? 1 : 0)),
    expectedWeights,
  );
  const right = fitLogistic(
    rows,
    rehearsals.map((each) => (each.isRight ? 1 : 0)),
    expectedWeights,
  );
  const sorted = inside.map((each) => probability(model, each.signals)).toSorted((a, b) => b - a);
  return {
    inside: model,
    right,
    threshold: sorted[Math.ceil(promised * sorted.length) - 1] ?? 0.5,
    learnedFrom: rehearsals.length,
  };
}

import type { Calibration } from './abstain/calibration.ts';
import type { RankingIndex } from './index/ranking-index.ts';

/** A ranking index that knows when to trust itself. Plain objects and typed arrays: can be stored, or moved to another thread. */
export interface SearchIndex extends RankingIndex {
  readonly calibration: Calibration;
}

/** Numbered things with weights, run in parallel: the features of a text, or those of an entry. */
export interface SparseVector {
  readonly feature: Uint32Array;
  readonly weight: Float32Array;
}

/**
 * For each feature, the targets (entries) it speaks for and how loudly: compressed sparse rows. They are most of an index, so
 * weights are kept in 16 bits, as multiples of one 32,767th of the heaviest; targets too where they fit.
 */
export interface Postings {
  /** Feature → first position; one longer than there are features. */
  readonly start: Uint32Array;
  readonly target: Uint16Array | Uint32Array;
  readonly weight: Int16Array;
  /** What one step of `weight` is worth. */
  readonly step: number;
}

const steps = 32_767;

/** Turns one vector per target into one list per feature. */
export function transpose(vectors: readonly SparseVector[], featureCount: number): Postings {
  const start = new Uint32Array(featureCount + 1);
  for (const { feature } of vectors) for (const each of feature) start[each + 1] = (start[each + 1] ?? 0) + 1;
  for (let i = 0; i < featureCount; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const free = start.slice();
  const length = start[featureCount] ?? 0;
  const target = vectors.length <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
  const weight = new Int16Array(length);
  const step = heaviestOf(vectors) / steps || 1;
  vectors.forEach((vector, number) => {
    vector.feature.forEach((each, i) => {
      const position = free[each] ?? 0;
      free[each] = position + 1;
      target[position] = number;
      weight[position] = Math.round((vector.weight[i] ?? 0) / step);
    });
  });
  return { start, target, weight, step };
}

function heaviestOf(vectors: readonly SparseVector[]): number {
  let most = 0;
  for (const { weight } of vectors) for (const each of weight) most = Math.max(most, Math.abs(each));
  return most;
}

/** Adds `amount` × weight to the total of every target of a feature. */
export function spread(postings: Postings, feature: number, amount: number, totals: Float32Array): void {
  const { start, target, weight, step } = postings;
  const end = start[feature + 1] ?? 0;
  const scaled = amount * step;
  for (let i = start[feature] ?? 0; i < end; i++) {
    const at = target[i] ?? 0;
    totals[at] = (totals[at] ?? 0) + scaled * (weight[i] ?? 0);
  }
}

/** Whether a feature speaks for a target. Targets ascend within a feature. */
export function holds(postings: Postings, feature: number, wanted: number): boolean {
  let low = postings.start[feature] ?? 0;
  let high = (postings.start[feature + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const target = postings.target[middle] ?? 0;
    if (target === wanted) return true;
    if (target < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Adds up vectors feature by feature. */
export function sumVectors(vectors: readonly SparseVector[]): SparseVector {
  const sums = new Map<number, number>();
  for (const { feature, weight } of vectors) {
    feature.forEach((each, i) => sums.set(each, (sums.get(each) ?? 0) + (weight[i] ?? 0)));
  }
  return { feature: Uint32Array.from(sums.keys()), weight: Float32Array.from(sums.values()) };
}

/** The heaviest part of a long vector. */
export function heaviest(vector: SparseVector, most: number): SparseVector {
  if (vector.feature.length <= most) return vector;
  const least = vector.weight.toSorted()[vector.weight.length - most] ?? 0;
  const kept = [...vector.feature.keys()].filter((i) => (vector.weight[i] ?? 0) >= least).slice(0, most);
  return {
    feature: Uint32Array.from(kept, (i) => vector.feature[i] ?? 0),
    weight: Float32Array.from(kept, (i) => vector.weight[i] ?? 0),
  };
}

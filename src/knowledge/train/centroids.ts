import { sumVectors, transpose, type Postings, type SparseVector } from '../index/postings.ts';

/** The mean direction of each entry's texts: a question is near an entry as a whole, not only near one of its variants. */
export function centroids(
  vectors: readonly SparseVector[],
  entryOf: readonly number[],
  entryCount: number,
  featureCount: number,
): Postings {
  const grouped: SparseVector[][] = Array.from({ length: entryCount }, () => []);
  vectors.forEach((vector, i) => grouped[entryOf[i] ?? 0]?.push(vector));
  return transpose(
    grouped.map((group) => toLengthOne(sumVectors(group))),
    featureCount,
  );
}

function toLengthOne(vector: SparseVector): SparseVector {
  let square = 0;
  for (const value of vector.weight) square += value * value;
  const length = Math.sqrt(square) || 1;
  return { feature: vector.feature, weight: vector.weight.map((value) => value / length) };
}

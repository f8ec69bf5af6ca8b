import type { Postings, SparseVector } from '../index/postings.ts';
import { transpose } from '../index/postings.ts';

/** One linear separator per entry: how much each feature speaks for or against it, and where it starts from. */
export interface Separators {
  readonly postings: Postings;
  readonly bias: Float32Array;
}

/** Cells of the dense table of weights (features × entries trained side by side): 64 MB. */
const mostCells = 16_000_000;
const rounds = 6;
/** Cost of an error (C of the squared-hinge support vector machine). */
const cost = 1;
/** Weights below this change no ranking and are left out. */
const least = 0.01;
const smallestStep = 1e-3;
/** Beyond this many text–entry pairs training would grow with the square of the content, to minutes: the other members rank alone. */
const mostPairs = 8_000_000;

/**
 * One-vs-rest support vector machines by dual coordinate descent, all entries of a chunk in one sweep over the texts.
 * Source: Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM", algorithm 1, L2 loss.
 */
export function trainSeparators(
  vectors: readonly SparseVector[],
  entryOf: readonly number[],
  entryCount: number,
  featureCount: number,
): Separators {
  const rows: SparseVector[] = [];
  const bias = new Float32Array(entryCount);
  const chunk = Math.max(8, Math.min(128, Math.floor(mostCells / Math.max(1, featureCount))));
  const isSmallEnough = vectors.length * entryCount <= mostPairs;
  for (let first = 0; first < entryCount; first += chunk) {
    const width = Math.min(chunk, entryCount - first);
    if (isSmallEnough) trainChunk({ vectors, entryOf, first, width, featureCount }, bias, rows);
  }
  return { postings: transpose(rows, featureCount), bias };
}

interface Chunk {
  readonly vectors: readonly SparseVector[];
  readonly entryOf: readonly number[];
  readonly first: number;
  readonly width: number;
  readonly featureCount: number;
}

function trainChunk(part: Chunk, bias: Float32Array, rows: SparseVector[]): void {
  const { vectors, width, first, featureCount } = part;
  const weights = new Float32Array(featureCount * width);
  const offset = bias.subarray(first, first + width);
  const duals = new Float32Array(vectors.length * width);
  const margins = new Float32Array(width);
  const steps = new Float32Array(width);
  const order = vectors.map((_, i) => i);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, round + 1);
    for (const text of order) {
      const vector = vectors[text];
      if (vector === undefined) continue;
      measure(vector, weights, offset, margins);
      const own = (part.entryOf[text] ?? 0) - first;
      if (correctDuals(duals.subarray(text * width, (text + 1) * width), margins, own, steps)) move(vector, weights, steps);
      for (let entry = 0; entry < width; entry++) offset[entry] = (offset[entry] ?? 0) + (steps[entry] ?? 0);
    }
  }
  for (let entry = 0; entry < width; entry++) rows.push(column(weights, width, entry));
}

function measure(vector: SparseVector, weights: Float32Array, offset: Float32Array, margins: Float32Array): void {
  const width = margins.length;
  margins.set(offset);
  for (let i = 0; i < vector.feature.length; i++) {
    const amount = vector.weight[i] ?? 0;
    if (amount === 0) continue;
    const row = (vector.feature[i] ?? 0) * width;
    for (let entry = 0; entry < width; entry++) margins[entry] = (margins[entry] ?? 0) + amount * (weights[row + entry] ?? 0);
  }
}

/** One coordinate step for each entry; fills `steps` with the move along the text's vector, and tells whether any moves. */
function correctDuals(duals: Float32Array, margins: Float32Array, own: number, steps: Float32Array): boolean {
  let isMoving = false;
  for (let entry = 0; entry < steps.length; entry++) {
    const sign = entry === own ? 1 : -1;
    const before = duals[entry] ?? 0;
    const slope = sign * (margins[entry] ?? 0) - 1 + before / (2 * cost);
    const after = Math.max(0, before - slope / (2 + 1 / (2 * cost)));
    const isWorthIt = Math.abs(after - before) >= smallestStep;
    steps[entry] = isWorthIt ? (after - before) * sign : 0;
    if (isWorthIt) duals[entry] = after;
    isMoving ||= isWorthIt;
  }
  return isMoving;
}

function move(vector: SparseVector, weights: Float32Array, steps: Float32Array): void {
  const width = steps.length;
  for (let i = 0; i < vector.feature.length; i++) {
    const amount = vector.weight[i] ?? 0;
    if (amount === 0) continue;
    const row = (vector.feature[i] ?? 0) * width;
    for (let entry = 0; entry < width; entry++) weights[row + entry] = (weights[row + entry] ?? 0) + amount * (steps[entry] ?? 0);
  }
}

function column(weights: Float32Array, width: number, entry: number): SparseVector {
  const feature: number[] = [];
  const weight: number[] = [];
  for (let at = entry, number = 0; at < weights.length; at += width, number++) {
    const value = weights[at] ?? 0;
    if (Math.abs(value) < least) continue;
    feature.push(number);
    weight.push(value);
  }
  return { feature: Uint32Array.from(feature), weight: Float32Array.from(weight) };
}

/** Fisher–Yates with a linear congruential generator: the same index from the same content, always. */
function shuffle(order: number[], seed: number): void {
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = (state >>> 8) % (i + 1);
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}

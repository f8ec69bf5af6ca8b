/** A logistic regression over signals, which are first brought to mean 0 and deviation 1. */
export interface Logistic {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly weight: readonly number[];
  readonly bias: number;
}

const iterations = 300;
const rate = 0.5;
/** Pull of the weights towards what is expected of them; steadies what few examples teach. */
const decay = 0.02;

/** 0–1. */
export function probability(model: Logistic, signals: readonly number[]): number {
  return 1 / (1 + Math.exp(-logit(model, standard(model, signals))));
}

/**
 * Learns to tell `labels` (1 or 0) from signals, by gradient descent; both outcomes weigh the same whatever their numbers. More of a
 * signal never counts against: what few examples seem to say otherwise is chance. `expected`: weights held before learning.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  expected: readonly number[],
): Logistic {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, i) => average(rows.map((row) => row[i] ?? 0)));
  const deviation = mean.map((centre, i) => Math.sqrt(average(rows.map((row) => ((row[i] ?? 0) - centre) ** 2))) || 1);
  const weight = mean.map((_, k) => expected[k] ?? 0);
  const model = { mean, deviation, weight, bias: 0 };
  const scaled = rows.map((row) => standard(model, row));
  const share = average(labels);
  const worth = labels.map((label) => (label === 1 ? 0.5 / Math.max(share, 1e-6) : 0.5 / Math.max(1 - share, 1e-6)));
  for (let round = 0; round < iterations; round++) {
    const slope = weight.map((value, k) => decay * ((expected[k] ?? 0) - value));
    let biasSlope = 0;
    scaled.forEach((row, i) => {
      const miss = (((labels[i] ?? 0) - 1 / (1 + Math.exp(-logit(model, row)))) * (worth[i] ?? 1)) / rows.length;
      row.forEach((value, k) => (slope[k] = (slope[k] ?? 0) + miss * value));
      biasSlope += miss;
    });
    slope.forEach((value, k) => (weight[k] = Math.max(0, (weight[k] ?? 0) + rate * value)));
    model.bias += rate * biasSlope;
  }
  return model;
}

function standard(model: Logistic, signals: readonly number[]): number[] {
  return signals.map((value, i) => (value - (model.mean[i] ?? 0)) / (model.deviation[i] ?? 1));
}

function logit(model: Logistic, scaled: readonly number[]): number {
  return scaled.reduce((sum, value, i) => sum + value * (model.weight[i] ?? 0), model.bias);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

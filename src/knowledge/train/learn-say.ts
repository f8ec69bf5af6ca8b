import { sharpness } from '../abstain/signals.ts';
import { trustIn, usualSay, type Say } from '../search/ensemble.ts';
import { members, type MemberScores } from '../search/members.ts';

/** A question hidden from the index that ranked it, and the position of the entry that it belongs to. */
export interface Lesson {
  readonly scores: MemberScores;
  readonly right: number;
  /** Questions that an entry of that index has on average. */
  readonly variants: number;
}

const rounds = 200;
const rate = 4;
/** Pull towards what holds for any content, for each weight in units of itself. */
const decay = 0.02;
/** Fewer questions say nothing about the next one. */
const fewest = 60;
/** A member may come to count for so many times what it usually does. */
const most = 4;

/**
 * How much each member is to count for this content: where answers are long and questions few, other witnesses are to be believed
 * than among thousands of short questions. Multinomial logistic regression on hidden questions, by gradient descent from the
 * usual weights; no weight falls below nothing.
 */
export function learnSay(lessons: readonly Lesson[]): Say {
  if (lessons.length < fewest) return usualSay;
  const usual = members.map((member) => usualSay[member]);
  const factor = members.map(() => 1);
  const rows = lessons.map((lesson) => rowOf(lesson, usual));
  for (let round = 0; round < rounds; round++) {
    const slope = factor.map((value) => decay * (1 - value));
    for (const row of rows) addSlope(row, factor, slope, 1 / rows.length);
    slope.forEach((value, m) => (factor[m] = Math.min(most, Math.max(0, (factor[m] ?? 0) + (rate * value) / sharpness))));
  }
  return Object.fromEntries(members.map((member, m) => [member, (usual[m] ?? 0) * (factor[m] ?? 0)])) as Say;
}

interface Row {
  /** By member: its scores, as they usually count. */
  readonly scores: readonly Float32Array[];
  readonly right: number;
}

function rowOf({ scores, right, variants }: Lesson, usual: readonly number[]): Row {
  const weighed = members.map((member, m) => {
    const weight = (usual[m] ?? 0) * trustIn(member, variants);
    return scores[member].map((score) => score * weight);
  });
  return { scores: weighed, right };
}

/** The slope of the right entry's log-share, by member. */
function addSlope({ scores, right }: Row, factor: readonly number[], slope: number[], share: number): void {
  const shares = sharesOf(scores, factor);
  scores.forEach((own, m) => {
    let expected = 0;
    for (let entry = 0; entry < own.length; entry++) expected += (shares[entry] ?? 0) * (own[entry] ?? 0);
    slope[m] = (slope[m] ?? 0) + share * sharpness * ((own[right] ?? 0) - expected);
  });
}

function sharesOf(scores: readonly Float32Array[], factor: readonly number[]): Float64Array {
  const total = new Float64Array(scores[0]?.length ?? 0);
  scores.forEach((own, m) => {
    const weight = sharpness * (factor[m] ?? 0);
    for (let entry = 0; entry < total.length; entry++) total[entry] = (total[entry] ?? 0) + weight * (own[entry] ?? 0);
  });
  let highest = -Infinity;
  for (const value of total) if (value > highest) highest = value;
  let all = 0;
  for (let entry = 0; entry < total.length; entry++) {
    total[entry] = Math.exp((total[entry] ?? 0) - highest);
    all += total[entry] ?? 0;
  }
  return total.map((value) => value / all);
}

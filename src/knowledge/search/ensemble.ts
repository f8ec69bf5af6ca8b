import { members, type Member, type MemberScores } from './members.ts';

/** How much each member counts. */
export type Say = Readonly<Record<Member, number>>;

/** What holds for any content, until an index has learned its own. Chosen once, on variants hidden from their own indexes. */
export const usualSay: Say = { separator: 1, centroid: 1, variant: 0.3, questions: 4.5, answers: 3.5, words: 3, sound: 6 };

/** The members' scores as one score per entry. `variants`: questions an entry has on average. */
export function combine(scores: MemberScores, variants: number, say: Say): Float32Array {
  const total = new Float32Array(scores.separator.length);
  for (const member of members) {
    const weight = say[member] * trustIn(member, variants);
    const own = scores[member];
    for (let entry = 0; entry < total.length; entry++) total[entry] = (total[entry] ?? 0) + weight * (own[entry] ?? 0);
  }
  return total;
}

/** Separators learn nothing from one question an entry. */
export function trustIn(member: Member, variants: number): number {
  return member === 'separator' ? Math.max(0, 1 - 1 / Math.max(variants, 1e-6)) : 1;
}

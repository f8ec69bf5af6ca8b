/** The members that rank. Each gives every entry a score; `ensemble.ts` weighs them. */
export const members = ['separator', 'centroid', 'variant', 'questions', 'answers', 'words', 'sound'] as const;
export type Member = (typeof members)[number];

/** By member, a score for each entry by its position. Separators: about −1…1; the others 0…1. */
export type MemberScores = Readonly<Record<Member, Float32Array>>;

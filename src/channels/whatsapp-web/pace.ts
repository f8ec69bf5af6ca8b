/** A person's irregular pace, in milliseconds. Regular intervals are what gives a machine away. `chance` is in [0, 1). */
type Chance = () => number;

/** From the arrival of a message to the moment it is seen. */
export function lookMs(chance: Chance): number {
  return between(300, 1_500, chance);
}

/** The time for typing a text. What follows at once in the same chat was written together, and comes quicker. */
export function typingMs(length: number, isFollowUp: boolean, chance: Chance): number {
  if (isFollowUp) return between(250, 700, chance);
  const wanted = 600 + length * between(6, 14, chance);
  return Math.min(wanted, between(1_600, 2_800, chance));
}

/** Between two pills, whoever gets them. */
export function betweenPillsMs(chance: Chance): number {
  return between(20_000, 90_000, chance);
}

/** Two throws: the middle is likelier than the ends, as with people. */
function between(least: number, most: number, chance: Chance): number {
  return Math.round(least + ((most - least) * (chance() + chance())) / 2);
}

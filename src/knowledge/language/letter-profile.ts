/** How often each group of letters occurs in a language. */
export interface LetterProfile {
  /** Logarithm of a group's probability; unseen groups get a small one. */
  logOf(group: string): number;
}

/** Groups of two and three letters, word ends marked. */
export function letterGroupsOf(word: string): readonly string[] {
  const marked = `_${word}_`;
  const groups: string[] = [];
  for (const size of [2, 3]) {
    for (let start = 0; start + size <= marked.length; start += 1) groups.push(marked.slice(start, start + size));
  }
  return groups;
}

/** Possible groups are counted as if each had been seen half a time; a Latin-script language uses about so many. */
const possibleGroups = 8_000;
const unseen = 0.5;

export function buildProfile(words: readonly string[]): LetterProfile {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  const counts = new Map<string, number>();
  let all = unseen * possibleGroups;
  for (const [word, count] of times) {
    for (const group of letterGroupsOf(word)) {
      counts.set(group, (counts.get(group) ?? 0) + count);
      all += count;
    }
  }
  return { logOf: (group) => Math.log(((counts.get(group) ?? 0) + unseen) / all) };
}

/** Every three letters in a row, with the ends of the text marked; spaces and punctuation count as one. */
export function trigrams(text: string): ReadonlySet<string> {
  const letters = [
    ...` ${text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\p{P}\s]+/gu, ' ')
      .trim()} `,
  ];
  const grams = new Set<string>();
  for (let index = 0; index + 2 < letters.length; index += 1) grams.add(letters.slice(index, index + 3).join(''));
  return grams;
}

/** What two sets have in common, from 0 to 1 (Dice: twice the common ones over all). */
export function shareOfTrigrams(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const sum = one.size + other.size;
  return sum === 0 ? 0 : (2 * one.intersection(other).size) / sum;
}

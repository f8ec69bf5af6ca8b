import { hashUnits, mixHash } from '../text/hash.ts';

/** Longest group of letters looked at; longer words count whole as well. */
const longestGram = 5;
const longestWord = 30;
/** How much a group of 1…5 letters counts, and a whole word: long groups tell more, and repeat what short ones said. */
const weightOf = [0, 0.4, 0.7, 1, 1, 1];
const wordWeight = 1.5;

/** The words of a text for telling its language: lower case, with accents, apostrophes kept, digits and signs left out. */
export function spelledWords(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? []
  );
}

/** Calls back with the hash and weight of every letter group of a word, its ends marked, and of the word itself. */
export function eachGram(word: string, visit: (hash: number, weight: number) => void): void {
  const padded = ` ${word.slice(0, longestWord).replaceAll('’', "'")} `;
  for (let from = 0; from < padded.length; from++) {
    const last = Math.min(padded.length, from + longestGram);
    for (let to = from + 1; to <= last; to++) {
      if (to - from === 1 && padded[from] === ' ') continue;
      visit(mixHash(hashUnits(padded, from, to, to - from)), weightOf[to - from] ?? 1);
    }
  }
  visit(mixHash(hashUnits(padded, 0, padded.length, 77)), wordWeight);
}

import { buildVocabulary, lookUp, type Vocabulary } from '../index/vocabulary.ts';
import { hashUnits, mixHash } from '../text/hash.ts';

/** Many words as one string and typed arrays: read from a file at once, where a list of strings takes its time for each. */
export interface PackedWords {
  readonly text: string;
  /** Word → where it begins in `text`; one longer than there are words. */
  readonly start: Uint32Array;
  /** Hash → the first word that has it. */
  readonly places: Vocabulary;
}

/** `words` must be distinct. Of two words with one hash only the first is found by `hasWord`: one pair in millions. */
export function packWords(words: readonly string[]): PackedWords {
  const start = new Uint32Array(words.length + 1);
  words.forEach((word, id) => (start[id + 1] = (start[id] ?? 0) + word.length));
  return { text: words.join(''), start, places: buildVocabulary(words.map(hashOf)) };
}

export function wordAt({ text, start }: PackedWords, id: number): string {
  return text.slice(start[id], start[id + 1]);
}

export function hasWord(words: PackedWords, word: string): boolean {
  const id = lookUp(words.places, hashOf(word));
  return id >= 0 && wordAt(words, id) === word;
}

function hashOf(word: string): number {
  return mixHash(hashUnits(word, 0, word.length, 0x811c9dc5));
}

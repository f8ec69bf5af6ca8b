import { buildVocabulary, lookUp, type Vocabulary } from '../index/vocabulary.ts';
import { normalise } from '../text/normalise.ts';
import { eachGram, spelledWords } from './grams.ts';

/** What each language's letter groups are like: a dense table, group by language, of how much likelier a group is than an unseen one. */
export interface Profiles {
  /** Languages and romanised varieties (`ar-Latn`). */
  readonly varieties: readonly string[];
  /** Group's hash → row. */
  readonly rows: Vocabulary;
  /** Row × variety: natural logarithm over that of an unseen group, times `steps`. */
  readonly gains: Uint8Array;
  /** By variety: logarithm of an unseen group's probability. */
  readonly unseen: Float32Array;
}

/** Quantisation of the logarithms: 1/20. */
const steps = 20;
/** Count given to groups that were not seen (Lidstone smoothing) among this many possible ones. */
const unseenCount = 0.5;
const possibleGroups = 60_000;
/** Power that counts are held back by: what one text repeats tells little more, and long texts must not drown short ones. */
const damping = 0.5;
/** Texts are learned without accents too: many people leave them out. */
const plainShare = 0.5;

/** Learns from one text per variety. */
export function buildProfiles(corpus: Readonly<Record<string, string>>): Profiles {
  const varieties = Object.keys(corpus);
  const rows = new Map<number, number>();
  const counts = varieties.map((variety) => countGrams(corpus[variety] ?? '', rows));
  const gains = new Uint8Array(rows.size * varieties.length);
  const unseen = new Float32Array(varieties.length);
  counts.forEach((count, column) => {
    let all = unseenCount * possibleGroups;
    for (const value of count.values()) all += value ** damping;
    unseen[column] = Math.log(unseenCount / all);
    for (const [row, value] of count) {
      const gain = Math.log((value ** damping + unseenCount) / unseenCount);
      gains[row * varieties.length + column] = Math.min(255, Math.round(steps * gain));
    }
  });
  return { varieties, rows: buildVocabulary([...rows.keys()]), gains, unseen };
}

function countGrams(text: string, rows: Map<number, number>): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (word: string, amount: number): void => {
    eachGram(word, (hash) => {
      let row = rows.get(hash);
      if (row === undefined) {
        row = rows.size;
        rows.set(hash, row);
      }
      counts.set(row, (counts.get(row) ?? 0) + amount);
    });
  };
  for (const word of spelledWords(text)) {
    add(word, 1);
    const plain = normalise(word);
    if (plain !== word) add(plain, plainShare);
  }
  return counts;
}

/** Logarithm of how likely each variety would write this word, groups weighed; by position in `varieties`. */
export function wordLikelihoods(profiles: Profiles, word: string): Float64Array {
  const { varieties, rows, gains, unseen } = profiles;
  const scores = new Float64Array(varieties.length);
  let all = 0;
  eachGram(word, (hash, weight) => {
    all += weight;
    const row = lookUp(rows, hash);
    if (row < 0) return;
    const first = row * varieties.length;
    const share = weight / steps;
    for (let column = 0; column < scores.length; column++) {
      scores[column] = (scores[column] ?? 0) + share * (gains[first + column] ?? 0);
    }
  });
  for (let column = 0; column < scores.length; column++) scores[column] = (scores[column] ?? 0) + all * (unseen[column] ?? 0);
  return scores;
}

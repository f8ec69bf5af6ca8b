import { editDistance } from '../../domain/edit-distance.ts';
import { hashUnits, mixHash } from '../text/hash.ts';
import { hasWord, packWords, wordAt, type PackedWords } from './packed-words.ts';

/** The words of an index, and each word's forms with up to two letters left out, sorted by hash: symmetric-delete lookup. */
export interface Spelling {
  readonly words: PackedWords;
  /** How often each word occurs. */
  readonly counts: Uint32Array;
  /** Everyday words that no text of the index has: rightly spelt all the same. */
  readonly everyday: PackedWords;
  readonly formHash: Uint32Array;
  readonly formWord: Uint32Array;
}

/** Only this much of a word is shortened: keeps the table small; an edit further on is found through the unchanged start. */
const prefixLength = 7;

/** `words` and `counts` run in parallel. */
export function buildSpelling(words: readonly string[], counts: Uint32Array, everyday: readonly string[] = []): Spelling {
  const pairs: [number, number][] = [];
  words.forEach((word, id) => {
    for (const form of shortened(word)) pairs.push([form, id]);
  });
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    words: packWords(words),
    counts,
    everyday: packWords(everyday),
    formHash: Uint32Array.from(pairs, (pair) => pair[0]),
    formWord: Uint32Array.from(pairs, (pair) => pair[1]),
  };
}

/** The index's word that a misspelt word most likely meant; null when it is known, too short, or like none. */
export function correct(word: string, spelling: Spelling): string | null {
  const limit = allowedEdits(word);
  if (limit === 0 || hasWord(spelling.words, word) || hasWord(spelling.everyday, word)) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const id of candidates(word, spelling)) {
    const other = wordAt(spelling.words, id);
    const edits = editDistance(word, other, limit);
    if (edits > limit) continue;
    const cost = edits + (word[0] === other[0] ? 0 : 0.4) - 0.08 * Math.log(spelling.counts[id] ?? 1);
    if (cost < least) {
      least = cost;
      best = other;
    }
  }
  return best;
}

/** Edits that a word may be away: a short one is soon another word. Letters with marks of their own count as one. */
function allowedEdits(word: string): number {
  if (/\d/.test(word) || word.length < 3) return 0;
  return word.length < 6 ? 1 : 2;
}

function candidates(word: string, spelling: Spelling): Set<number> {
  const found = new Set<number>();
  for (const form of shortened(word)) {
    for (let i = firstAt(spelling.formHash, form); spelling.formHash[i] === form; i++) found.add(spelling.formWord[i] ?? 0);
  }
  return found;
}

function shortened(word: string): Set<number> {
  const prefix = word.slice(0, prefixLength);
  const forms = new Set([prefix]);
  for (const once of without(prefix)) {
    forms.add(once);
    if (allowedEdits(word) === 2 && prefix.length > 4) for (const twice of without(once)) forms.add(twice);
  }
  return new Set([...forms].map((form) => mixHash(hashUnits(form, 0, form.length, 0x811c9dc5))));
}

function without(text: string): string[] {
  return Array.from(text, (_, i) => text.slice(0, i) + text.slice(i + 1));
}

/** First position whose value is not below `value`. */
function firstAt(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

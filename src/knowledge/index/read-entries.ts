import { normalise } from '../text/normalise.ts';
import { countScripts, type Script } from '../text/scripts.ts';
import { sounds } from '../text/sounds.ts';
import { words } from '../text/words.ts';
import type { Features } from './feature-bag.ts';
import { featuresOf } from './features.ts';
import { buildVocabulary, lookUp, type Vocabulary } from './vocabulary.ts';

/** Something that can be found: the questions it answers, its answer in each language, and words that people say around it. */
export interface SearchEntry {
  readonly id: string;
  readonly variants: readonly SearchText[];
  readonly bodies: readonly SearchText[];
  readonly words: readonly SearchText[];
}

export interface SearchText {
  readonly text: string;
  readonly language: string;
}

/** What a text is to its entry. Kinds are weighed apart: of each another length is usual. */
export type TextKind = 'question' | 'answer' | 'words';

/** A text of an entry, as numbered features. */
export interface ReadText {
  /** Position of its entry. */
  readonly entry: number;
  readonly kind: TextKind;
  readonly source: SearchText;
  readonly feature: Uint32Array;
  readonly family: Uint8Array;
  readonly count: Float32Array;
}

export interface ReadEntries {
  readonly entryCount: number;
  readonly scripts: readonly Script[];
  readonly vocabulary: Vocabulary;
  /** Feature → family. */
  readonly family: Uint8Array;
  readonly texts: readonly ReadText[];
  /** Words and how often each occurs. */
  readonly words: ReadonlyMap<string, number>;
}

/** A script counts for an index when it holds at least this share of the letters: names in Latin letters don't make it Latin. */
const leastScriptShare = 0.15;

/** Reads every text of the entries once. */
export function readEntries(entries: readonly SearchEntry[]): ReadEntries {
  const scripts = scriptsOf(entries);
  const counts = new Map<string, number>();
  const numbers = new Map<number, number>();
  const family: number[] = [];
  const texts: ReadText[] = [];
  const read = (entry: number, kind: TextKind, source: SearchText): void => {
    const features = readText(source.text, source.language, scripts, counts);
    texts.push({
      entry,
      kind,
      source,
      feature: numbered(features, numbers, family),
      family: features.family,
      count: features.count,
    });
  };
  entries.forEach((entry, position) => {
    for (const variant of entry.variants) read(position, 'question', variant);
    for (const body of entry.bodies) read(position, 'answer', body);
    for (const around of entry.words) read(position, 'words', around);
  });
  const vocabulary = buildVocabulary([...numbers.keys()]);
  return { entryCount: entries.length, scripts, vocabulary, family: Uint8Array.from(family), texts, words: counts };
}

/** How often each feature occurs in texts from outside: everyday sentences that tell common words from telling ones. */
export function countBackground(texts: readonly SearchText[], read: ReadEntries): Uint32Array {
  const counts = new Uint32Array(read.vocabulary.size);
  for (const { text, language } of texts) {
    for (const hash of readText(text, language, [], new Map()).hash) {
      const number = lookUp(read.vocabulary, hash);
      if (number >= 0) counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counts;
}

function readText(text: string, language: string, scripts: readonly Script[], counts: Map<string, number>): Features {
  const normalised = normalise(text);
  const found = words(normalised);
  for (const word of found) if (!word.unspaced) counts.set(word.text, (counts.get(word.text) ?? 0) + 1);
  return featuresOf(found, sounds(normalised, scripts), language);
}

function numbered(features: Features, numbers: Map<number, number>, family: number[]): Uint32Array {
  return features.hash.map((hash, i) => {
    let number = numbers.get(hash);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(hash, number);
      family.push(features.family[i] ?? 0);
    }
    return number;
  });
}

function scriptsOf(entries: readonly SearchEntry[]): Script[] {
  const totals = new Map<Script, number>();
  for (const { variants, bodies, words: around } of entries) {
    for (const { text } of [...variants, ...bodies, ...around]) {
      for (const [script, count] of countScripts(text)) totals.set(script, (totals.get(script) ?? 0) + count);
    }
  }
  const all = [...totals.values()].reduce((sum, count) => sum + count, 0);
  return [...totals].filter(([, count]) => count >= leastScriptShare * all).map(([script]) => script);
}

import { buildSpelling, type Spelling } from '../spelling/spelling.ts';
import type { Script } from '../text/scripts.ts';
import { centroids } from '../train/centroids.ts';
import { trainSeparators, type Separators } from '../train/separators.ts';
import { termImpacts } from '../train/term-impacts.ts';
import { heaviest, type Postings } from './postings.ts';
import { countBackground, readEntries, type SearchEntry, type SearchText } from './read-entries.ts';
import type { Vocabulary } from './vocabulary.ts';
import { cosineVector, rarityOf, type Rarity } from './weights.ts';

/** Everything a question is compared with. Plain objects and typed arrays: can be cloned or moved to another thread, and stored. */
export interface SearchIndex {
  /** Entries' ids by position. */
  readonly ids: readonly string[];
  readonly scripts: readonly Script[];
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  /** BM25 over the entries' questions, and over their answers. */
  readonly questions: Postings;
  readonly answers: Postings;
  readonly centroids: Postings;
  readonly separators: Separators;
  readonly spelling: Spelling;
}

/** Features of one text that the separators learn from: enough for any question; an answer's rarest words say what it is about. */
const longestLesson = 300;

/** Builds the index of some entries; `background`: everyday sentences in their languages. */
export function buildIndex(entries: readonly SearchEntry[], background: readonly SearchText[]): SearchIndex {
  const read = readEntries(entries);
  const rarity = rarityOf(read, countBackground(background, read), background.length);
  const { entryCount, scripts, vocabulary, texts } = read;
  const vectors = texts.map((text) => cosineVector(text.feature, text.family, text.count, rarity));
  const lessons = vectors.map((vector) => heaviest(vector, longestLesson));
  const entryOf = texts.map((text) => text.entry);
  return {
    ids: entries.map((entry) => entry.id),
    scripts,
    vocabulary,
    rarity,
    questions: termImpacts(texts.filter((text) => !text.isBody), entryCount, rarity.entry),
    answers: termImpacts(texts.filter((text) => text.isBody), entryCount, rarity.entry),
    centroids: centroids(vectors, entryOf, entryCount, vocabulary.size),
    separators: trainSeparators(lessons, entryOf, entryCount, vocabulary.size),
    spelling: buildSpelling([...read.words.keys()], Uint32Array.from(read.words.values())),
  };
}

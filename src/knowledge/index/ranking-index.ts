import { isAside } from '../find/search-entries.ts';
import { usualSay, type Say } from '../search/ensemble.ts';
import { buildSpelling, type Spelling } from '../spelling/spelling.ts';
import type { Script } from '../text/scripts.ts';
import { centroids } from '../train/centroids.ts';
import { trainSeparators, type Separators } from '../train/separators.ts';
import { termImpacts } from '../train/term-impacts.ts';
import { variantsOf, type Variants } from '../train/variants.ts';
import { buildExactTexts, type ExactTexts } from './exact-texts.ts';
import { heaviest, type Postings } from './postings.ts';
import { normalise } from '../text/normalise.ts';
import { words } from '../text/words.ts';
import type { ReadEntries, SearchEntry, SearchText, TextKind } from './read-entries.ts';
import type { Vocabulary } from './vocabulary.ts';
import { cosineVector, type Rarity } from './weights.ts';

/** What ranks: everything that a question is compared with. */
export interface RankingIndex {
  /** Entries' ids by position. */
  readonly ids: readonly string[];
  /** Position of the first topic without an answer; they are last. */
  readonly asidesFrom: number;
  readonly scripts: readonly Script[];
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  /** BM25 over the entries' questions, over their answers, and over the words around them. */
  readonly questions: Postings;
  readonly answers: Postings;
  readonly words: Postings;
  readonly centroids: Postings;
  readonly variants: Variants;
  readonly separators: Separators;
  readonly spelling: Spelling;
  readonly exact: ExactTexts;
  /** How much each member counts. */
  readonly say: Say;
}

type RankingWords = Pick<RankingIndex, 'ids' | 'asidesFrom' | 'spelling' | 'exact'>;

/** Features of one text that the separators learn from: enough for any question; an answer's rarest words say what it is about. */
const longestLesson = 150;

/** Trains what ranks on texts that were read. */
export function buildRankingIndex(read: ReadEntries, rarity: Rarity, known: RankingWords): RankingIndex {
  const { entryCount, scripts, vocabulary, texts } = read;
  const vectors = texts.map((text) => cosineVector(text, rarity));
  // From one long text for each entry separators learn its names, not what people ask about it.
  const hasQuestions = texts.some((text) => text.kind === 'question');
  const impactsOf = (kind: TextKind): Postings => {
    return termImpacts(
      texts.filter((text) => text.kind === kind),
      entryCount,
      rarity.entry,
    );
  };
  const lessons = vectors.map((vector) => heaviest(vector, longestLesson));
  const entryOf = texts.map((text) => text.entry);
  return {
    ...known,
    say: usualSay,
    scripts,
    vocabulary,
    rarity,
    questions: impactsOf('question'),
    answers: impactsOf('answer'),
    words: impactsOf('words'),
    centroids: centroids(vectors, entryOf, entryCount, vocabulary.size),
    variants: variantsOf(texts, rarity),
    separators: trainSeparators(hasQuestions ? lessons : [], entryOf, entryCount, vocabulary.size),
  };
}

/** The parts of an index that need no training. */
export function rankingWords(
  entries: readonly SearchEntry[],
  read: ReadEntries,
  background: readonly SearchText[],
): RankingWords {
  const everyday = new Set(background.flatMap(({ text }) => words(normalise(text)).map((word) => word.text)));
  return {
    ids: entries.map((entry) => entry.id),
    asidesFrom: entries.filter(({ id }) => !isAside(id)).length,
    spelling: buildSpelling([...read.words.keys()], Uint32Array.from(read.words.values()), [...everyday]),
    exact: buildExactTexts(entries),
  };
}

import type { RankingIndex } from '../index/ranking-index.ts';
import type { ReadEntries, ReadText, SearchText } from '../index/read-entries.ts';
import { asideParts } from '../find/search-entries.ts';
import { rankQuestion, type Ranking } from '../search/rank-question.ts';

/** A question asked of an index that may not hold its answer. */
export interface Rehearsed {
  readonly ranking: Ranking;
  /** The index that was asked. */
  readonly index: RankingIndex;
  /** Position of the entry that the question belongs to; null where the index does not hold it. */
  readonly right: number | null;
}

const folds = 4;
/** Enough examples to fit fifteen weights. */
const enough = 500;
const mostAtOnce = 1200;
/** Scores of one member that are kept: 4 MB. */
const mostScores = 1_000_000;
/** Strange sentences, as a share of the questions about hidden entries: as likely as questions beside the point. */
const strangeShare = 1;

/**
 * Learns without labels what a good ranking looks like: hides a quarter of the entries whole, and a quarter of the others' variants,
 * and asks the hidden variants. Those of hidden entries have no answer; the others have one. `train`: an index of the rest.
 * `strange`: sentences about anything, which have no answer either; nor have hidden words of the topics from `asidesFrom` on.
 */
export function rehearse(
  read: ReadEntries,
  strange: readonly SearchText[],
  asidesFrom: number,
  train: (shown: ReadEntries) => RankingIndex,
): readonly Rehearsed[] {
  const found: Rehearsed[] = [];
  const most = Math.max(enough / folds, Math.min(mostAtOnce, Math.floor(mostScores / Math.max(1, read.entryCount))));
  for (let fold = 0; fold < folds && found.length < enough; fold++) {
    const { shown, inside, outside, beside } = hide(read, fold, asidesFrom);
    const index = train({ ...read, texts: shown });
    const ask = ({ text, language }: SearchText): Ranking => rankQuestion(index, text, language);
    const foreign = thinOut(strange, Math.ceil(Math.min(most, outside.length) * strangeShare));
    const aside = thinOut(beside.flatMap(linesOf), Math.min(most, outside.length));
    for (const question of [...thinOut(outside, most).map((text) => text.source), ...foreign, ...aside])
      found.push({ ranking: ask(question), index, right: null });
    for (const { source, entry } of thinOut(inside, most)) found.push({ ranking: ask(source), index, right: entry });
  }
  return found;
}

type Part = 'shown' | 'inside' | 'outside' | 'beside' | 'unused';

/** Parts the texts: those that stay, hidden variants of entries that stay, and variants of entries that are hidden. */
function hide(read: ReadEntries, fold: number, asidesFrom: number): Record<Part, ReadText[]> {
  const parts: Record<Part, ReadText[]> = { shown: [], inside: [], outside: [], beside: [], unused: [] };
  for (const texts of Map.groupBy(read.texts, (text) => text.entry).values()) {
    if ((texts[0]?.entry ?? 0) >= asidesFrom) {
      texts.forEach((text, i) => parts[partOfAside(text, i, fold)].push(text));
      continue;
    }
    const questions = texts.filter((text) => text.kind === 'question');
    texts.forEach((text) => parts[partOf(text, questions.indexOf(text), questions.length, fold)].push(text));
  }
  return parts;
}

/** `number`: of the variant among its entry's; −1 for an answer. */
function partOf({ entry }: ReadText, number: number, variants: number, fold: number): Part {
  if (variants === 0) return 'shown';
  if (entry % folds === fold) return number >= 0 && number < Math.max(1, variants / 2) ? 'outside' : 'unused';
  const isHidden = number >= 0 && variants > 1 && (number + entry + fold) % Math.min(folds, variants) === 0;
  return isHidden ? 'inside' : 'shown';
}

/** Of a topic without an answer a quarter of its words is hidden, in all kinds of texts; asked once. */
function partOfAside({ kind }: ReadText, number: number, fold: number): Part {
  if (number % asideParts !== fold % asideParts) return 'shown';
  return kind === 'answer' ? 'beside' : 'unused';
}

/** Each line by itself: somebody's question. */
function linesOf({ source: { text, language } }: ReadText): SearchText[] {
  return text.split('\n').map((line) => ({ text: line, language }));
}

/** At most so many, evenly spread. */
function thinOut<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.floor(all.length / step) }, (_, i) => all[Math.floor(i * step)]).filter(
    (each) => each !== undefined,
  );
}

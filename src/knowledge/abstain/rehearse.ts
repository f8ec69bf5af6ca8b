import type { SearchEntry, SearchText } from '../index/read-entries.ts';

/** A question asked of an index that may not hold its answer. */
export interface Rehearsal {
  readonly signals: readonly number[];
  /** The index holds the entry; and it was ranked first. */
  readonly isInside: boolean;
  readonly isRight: boolean;
}

/** How the index of some entries ranks a question: signals, and the first entry's id. */
export type Ranker = (question: SearchText) => { readonly signals: readonly number[]; readonly first: string };
export type RankerBuilder = (entries: readonly SearchEntry[]) => Ranker;

const folds = 4;
/** Enough examples to fit a dozen weights. */
const enough = 800;
const mostAtOnce = 1200;

/**
 * Learns without labels what a good ranking looks like: hides a quarter of the entries whole, and a quarter of the others' variants,
 * and asks the hidden variants. Those of hidden entries have no answer; the others have one.
 */
export function rehearse(entries: readonly SearchEntry[], build: RankerBuilder): Rehearsal[] {
  const found: Rehearsal[] = [];
  for (let fold = 0; fold < folds && found.length < enough; fold++) found.push(...rehearseFold(entries, fold, build));
  return found;
}

interface Hidden {
  readonly question: SearchText;
  /** Null: the whole entry is hidden. */
  readonly id: string | null;
}

function rehearseFold(entries: readonly SearchEntry[], fold: number, build: RankerBuilder): Rehearsal[] {
  const hidden: Hidden[] = [];
  const shown: SearchEntry[] = [];
  entries.forEach((entry, position) => {
    if (position % folds === fold) {
      const asked = entry.variants.slice(0, Math.max(1, Math.floor(entry.variants.length / 2)));
      hidden.push(...asked.map((question) => ({ question, id: null })));
      return;
    }
    const isHidden = (i: number): boolean => entry.variants.length > 1 && (i + position) % Math.min(folds, entry.variants.length) === 0;
    hidden.push(...entry.variants.filter((_, i) => isHidden(i)).map((question) => ({ question, id: entry.id })));
    shown.push({ ...entry, variants: entry.variants.filter((_, i) => !isHidden(i)) });
  });
  const rank = build(shown);
  return thinOut(hidden).map(({ question, id }) => {
    const { signals, first } = rank(question);
    return { signals, isInside: id !== null, isRight: first === id };
  });
}

function thinOut(hidden: readonly Hidden[]): readonly Hidden[] {
  const step = hidden.length / mostAtOnce;
  return step <= 1 ? hidden : Array.from({ length: mostAtOnce }, (_, i) => hidden[Math.floor(i * step)]).filter((each) => each !== undefined);
}

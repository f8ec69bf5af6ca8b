import { probability } from '../src/knowledge/abstain/logistic.ts';
import { signalsOf } from '../src/knowledge/abstain/signals.ts';
import type { SearchIndex } from '../src/knowledge/search-index.ts';
import type { SearchEntry } from '../src/knowledge/index/read-entries.ts';
import { rankQuestion } from '../src/knowledge/search/rank-question.ts';

/** An entry as the question sets write it. */
export interface BenchEntry {
  readonly id: string;
  readonly variants: readonly BenchText[];
  readonly body?: BenchText;
}

interface BenchText {
  readonly text: string;
  readonly lang: string;
}

interface BenchAnswer {
  readonly hits: readonly { readonly id: string; readonly score: number }[];
  /** 0–1: that the index holds an answer at all. */
  readonly confidence: number;
  readonly abstain: boolean;
}

export function searchEntriesOf(entries: readonly BenchEntry[]): SearchEntry[] {
  const textOf = ({ text, lang }: BenchText): { text: string; language: string } => ({ text, language: lang });
  return entries.map(({ id, variants, body }) => ({
    id,
    variants: variants.map(textOf),
    bodies: body === undefined ? [] : [textOf(body)],
    words: [],
  }));
}

/** The best entries, and how surely the index has an answer. */
export function searchIndex(index: SearchIndex, text: string, most: number, language: string): BenchAnswer {
  const ranking = rankQuestion(index, text, language);
  const order = [...ranking.total.keys()].toSorted((a, b) => (ranking.total[b] ?? 0) - (ranking.total[a] ?? 0)).slice(0, most);
  const confidence = probability(index.calibration.inside, signalsOf(ranking, index));
  return {
    hits: order.map((position) => ({ id: index.ids[position] ?? '', score: ranking.total[position] ?? 0 })),
    confidence,
    abstain: confidence < index.calibration.threshold,
  };
}

import type { Assets } from '../domain/assets.ts';
import type { Detection, Finding, Question } from '../domain/knowledge.ts';
import { probability } from './abstain/logistic.ts';
import { signalNames, signalsOf } from './abstain/signals.ts';
import { findEntries } from './find/find-entries.ts';
import { families } from './index/features.ts';
import type { Learned } from './learn.ts';
import type { SearchIndex } from './search-index.ts';
import { createDetector } from './language-id/create-detector.ts';
import { createPossibleLanguages } from './language-id/possible-languages.ts';
import { findDangers, type Danger } from './safety/match-triggers.ts';
import { rankQuestion, type Ranking } from './search/rank-question.ts';
import { members, type Member } from './search/members.ts';

/** Why a question gets the answer that it gets. */
export interface Explanation {
  readonly detection: Detection;
  /** The form that is compared, and its words put right where they were not known. */
  readonly normalised: string;
  readonly corrected: string | null;
  /** By kind of feature: how many of the question's are in the index, and the share of their weight, 0–1. */
  readonly features: Readonly<Record<string, { readonly known: number; readonly coverage: number }>>;
  /** The five best of the country that is answered from, before the person is looked at, with each member's score. */
  readonly top: readonly { readonly entry: string; readonly score: number; readonly members: Readonly<Record<Member, number>> }[];
  /** Signals of trust, and the probability that the index has an answer at all. */
  readonly signals: Readonly<Record<string, number>>;
  readonly inside: number;
  readonly finding: Finding;
  /** The dangers that the text speaks of, with the rule and the wordings that tell; the first is met with its card. */
  readonly dangers: readonly Danger[];
}

const shown = 5;

/** Explains one question, on the same index that answers it. */
export function explain(assets: Assets, learned: Learned, question: Question): Explanation {
  const finding = findEntries(learned.indexes, assets.entries, question);
  const index = indexBehind(assets, learned, finding, question);
  const ranking = rankQuestion(index, question.text, question.language);
  const signals = signalsOf(ranking, index);
  return {
    detection: createDetector(assets, () => learned.profiles)(question.text, {
      language: question.language,
      secondLanguage: null,
      client: null,
    }),
    normalised: ranking.normalised,
    corrected: ranking.corrected,
    features: featuresOf(ranking),
    top: topOf(index, ranking),
    signals: Object.fromEntries(signalNames.map((name, i) => [name, signals[i] ?? 0])),
    inside: probability(index.calibration.inside, signals),
    finding,
    dangers: findDangers(
      learned.triggers,
      question.text,
      createPossibleLanguages(() => learned.profiles),
    ),
  };
}

/** The index that gave the answer; where none did, the country's own. */
function indexBehind({ entries }: Assets, { indexes }: Learned, { hits }: Finding, { country }: Question): SearchIndex {
  const own = entries.get(hits[0]?.entry ?? '')?.country ?? country;
  const index = indexes.get(own ?? '') ?? [...indexes.values()][0];
  if (index === undefined) throw new Error('There are no entries to explain an answer from: the content folder has none.');
  return index;
}

function featuresOf({ asked }: Ranking): Explanation['features'] {
  return Object.fromEntries(
    families.map((family, kind) => [
      family,
      {
        known: asked.family.reduce((sum, each) => sum + (each === kind ? 1 : 0), 0),
        coverage: (asked.known[kind] ?? 0) / Math.max(1e-6, asked.total[kind] ?? 0),
      },
    ]),
  );
}

function topOf(index: SearchIndex, { total, scores }: Ranking): Explanation['top'] {
  const order = [...total.keys()].toSorted((a, b) => (total[b] ?? 0) - (total[a] ?? 0)).slice(0, shown);
  return order.map((position) => ({
    entry: index.ids[position] ?? '',
    score: total[position] ?? 0,
    members: Object.fromEntries(members.map((member) => [member, scores[member][position] ?? 0])) as Record<Member, number>,
  }));
}

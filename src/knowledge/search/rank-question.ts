import { exactEntries } from '../index/exact-texts.ts';
import type { RankingIndex } from '../index/ranking-index.ts';
import { correct } from '../spelling/spelling.ts';
import { normalise } from '../text/normalise.ts';
import { words, type Word } from '../text/words.ts';
import { combine } from './ensemble.ts';
import { numberQuestion, type NumberedQuestion } from './number-question.ts';
import { members, type MemberScores } from './members.ts';
import { scoreEntries } from './score-entries.ts';

/** A question compared with every entry of an index. */
export interface Ranking {
  /** By position of the entry; higher is better; comparable within one question only. */
  readonly total: Float32Array;
  /** Entries that have the question word for word. */
  readonly exact: ReadonlySet<number>;
  readonly scores: MemberScores;
  /** The question as it was typed, and with misspelt words put right where that was possible. */
  readonly asked: NumberedQuestion;
  readonly normalised: string;
  readonly corrected: string | null;
}

/** More than any other difference between two entries. */
const exactBonus = 20;
/** Weight of the corrected reading against the typed one. */
const correctedShare = 0.6;

/** Ranks the entries for a question. Misspelt words are read both ways, and the scores averaged: a correction may be wrong. */
export function rankQuestion(index: RankingIndex, question: string, language: string): Ranking {
  const normalised = normalise(question);
  const typed = words(normalised);
  const exact = typed.length === 0 ? new Set<number>() : exactEntries(index.exact, normalised);
  const asked = numberQuestion(index, typed, normalised, language);
  const scores = scoreEntries(index, asked);
  const better = correctWords(typed, index);
  if (better === null) return { total: raise(totalOf(scores, index), exact), exact, scores, asked, normalised, corrected: null };
  const askedAgain = numberQuestion(index, better, normalised, language);
  const mixed = mix(scores, scoreEntries(index, askedAgain));
  return {
    total: raise(totalOf(mixed, index), exact),
    exact,
    scores: mixed,
    asked: askedAgain,
    normalised,
    corrected: better.map((word) => word.text).join(' '),
  };
}

/** The members' scores, weighed as the index has learned to. */
export function totalOf(scores: MemberScores, index: RankingIndex): Float32Array {
  return combine(scores, variantsPerEntry(index), index.say);
}

export function variantsPerEntry({ variants, ids }: Pick<RankingIndex, 'variants' | 'ids'>): number {
  return variants.entry.length / Math.max(1, ids.length);
}

/** Word-for-word questions come first. */
function raise(total: Float32Array, exact: ReadonlySet<number>): Float32Array {
  for (const entry of exact) total[entry] = (total[entry] ?? 0) + exactBonus;
  return total;
}

function correctWords(typed: readonly Word[], index: RankingIndex): Word[] | null {
  let isChanged = false;
  const better = typed.map((word) => {
    const correction = word.unspaced ? null : correct(word.text, index.spelling);
    if (correction === null) return word;
    isChanged = true;
    return { text: correction, unspaced: false };
  });
  return isChanged ? better : null;
}

function mix(typed: MemberScores, corrected: MemberScores): MemberScores {
  const mixed = { ...typed };
  for (const member of members) {
    const other = corrected[member];
    mixed[member] = typed[member].map((score, entry) => (1 - correctedShare) * score + correctedShare * (other[entry] ?? 0));
  }
  return mixed;
}

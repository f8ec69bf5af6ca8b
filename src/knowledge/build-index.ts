import { learnCalibration, type Rehearsal } from './abstain/calibration.ts';
import { generalExperience } from './abstain/experience.ts';
import { rehearse, type Rehearsed } from './abstain/rehearse.ts';
import { bestTwo, signalsOf } from './abstain/signals.ts';
import { buildRankingIndex, rankingWords, type RankingIndex } from './index/ranking-index.ts';
import type { SearchIndex } from './search-index.ts';
import { countBackground, readEntries, type ReadEntries, type SearchEntry, type SearchText } from './index/read-entries.ts';
import { rarityOf } from './index/weights.ts';
import { backgroundTexts } from './language-id/background.ts';
import type { Say } from './search/ensemble.ts';
import { totalOf, variantsPerEntry } from './search/rank-question.ts';
import { learnSay, type Lesson } from './train/learn-say.ts';

/** The index of some entries, with what it learned about itself. Seconds for thousands of variants: build it off the main thread. */
export function buildIndex(entries: readonly SearchEntry[]): SearchIndex {
  const background = backgroundTexts(
    new Set(
      entries.flatMap(({ variants, bodies, words: around }) => [...variants, ...bodies, ...around].map((text) => text.language)),
    ),
  );
  const read = readEntries(entries);
  const words = rankingWords(entries, read, background);
  const outside = countBackground(background, read);
  const train = (part: ReadEntries): RankingIndex => buildRankingIndex(part, rarityOf(part, outside, background.length), words);
  const rehearsed = rehearse(read, background.filter(isSentence), words.asidesFrom, (shown) => ({
    ...train(shown),
    exact: noExactTexts,
  }));
  const say = learnSay(rehearsed.flatMap(lessonOf));
  const calibration = learnCalibration(
    rehearsed.flatMap((each) => judge(each, say)),
    generalExperience,
  );
  return { ...train(read), say, calibration };
}

/** Hidden questions are not to be found word for word. */
const noExactTexts = { hash: new Uint32Array(), entry: new Uint32Array() };

function lessonOf({ ranking, index, right }: Rehearsed): readonly Lesson[] {
  return right === null ? [] : [{ scores: ranking.scores, right, variants: variantsPerEntry(index) }];
}

/** The ranking as it is with the weights that were learned. Where a topic without an answer comes first, nothing is to be trusted. */
function judge({ ranking, index, right }: Rehearsed, say: Say): readonly Rehearsal[] {
  const total = totalOf(ranking.scores, { ...index, say });
  const [first] = bestTwo(total);
  if (first >= index.asidesFrom) return [];
  return [{ signals: signalsOf({ ...ranking, total }, index), isInside: right !== null, isRight: first === right }];
}

/** Lists of small words are no questions. */
function isSentence({ text }: SearchText): boolean {
  return text.length < 120;
}

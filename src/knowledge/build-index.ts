import { learnCalibration } from './abstain/calibration.ts';
import { generalExperience } from './abstain/experience.ts';
import { rehearse } from './abstain/rehearse.ts';
import { bestTwo, signalsOf } from './abstain/signals.ts';
import { buildRankingIndex, rankingWords, type RankingIndex } from './index/ranking-index.ts';
import type { SearchIndex } from './search-index.ts';
import { countBackground, readEntries, type ReadEntries, type SearchEntry, type SearchText } from './index/read-entries.ts';
import { rarityOf } from './index/weights.ts';
import { backgroundTexts } from './language-id/background.ts';
import { rankQuestion } from './search/rank-question.ts';

/** The index of some entries, with what it learned about itself. Seconds for thousands of variants: build it off the main thread. */
export function buildIndex(entries: readonly SearchEntry[]): SearchIndex {
  const background = backgroundTexts(
    new Set(entries.flatMap(({ variants, bodies }) => [...variants, ...bodies].map((text) => text.language))),
  );
  const read = readEntries(entries);
  const words = rankingWords(entries, read);
  const outside = countBackground(background, read);
  const train = (part: ReadEntries): RankingIndex => buildRankingIndex(part, rarityOf(part, outside, background.length), words);
  const rehearsals = rehearse(read, background.filter(isSentence), (shown) => {
    const index = { ...train(shown), exact: { hash: new Uint32Array(), entry: new Uint32Array() } };
    return ({ text, language }) => {
      const ranking = rankQuestion(index, text, language);
      return { signals: signalsOf(ranking, index), first: bestTwo(ranking.total)[0] };
    };
  });
  return { ...train(read), calibration: learnCalibration(rehearsals, generalExperience) };
}

/** Lists of small words are no questions. */
function isSentence({ text }: SearchText): boolean {
  return text.length < 120;
}

import type { Entry } from '../../domain/answer.ts';
import type { Finding, Question } from '../../domain/knowledge.ts';
import type { LanguageIndex } from './build-index.ts';
import { decide, probabilityOf } from './decide.ts';
import { rankTexts } from './rank-texts.ts';
import type { Match } from './rank-texts.ts';

const mostHits = 5;
const nothing: Finding = { decision: 'decline', hits: [], probability: 0 };

/** The best answers to a question, in the person's country first. */
export function findEntries(indexes: readonly LanguageIndex[], question: Question): Finding {
  const anywhere = rankTexts(indexes, question.text, question.language)
    .map((match) => ({ ...match, score: match.score * fit(match.entry, question) }))
    .toSorted((a, b) => b.score - a.score);
  const here = anywhere.filter(({ entry }) => question.country === null || entry.country === question.country);
  // Nothing at all from the person's country: what another one says may be named, never given as the answer.
  return here.length > 0 ? finding(here, false) : finding(anywhere, true);
}

/** What is known about the person moves an answer up or down a little; it never decides alone. */
function fit(entry: Entry, { city, sector, stage, lastEntry }: Question): number {
  const isElsewhere = city !== null && entry.cities.length > 0 && !entry.cities.includes(city);
  const isForSector = sector !== null && entry.sectors.includes(sector);
  const isForStage = stage !== null && entry.stages.includes(stage);
  return (isElsewhere ? 0.7 : 1) * (isForSector ? 1.03 : 1) * (isForStage ? 1.02 : 1) * (entry.id === lastEntry ? 1.05 : 1);
}

function finding(matches: readonly Match[], isWidened: boolean): Finding {
  const [first] = matches;
  if (first === undefined) return nothing;
  const probability = probabilityOf(matches) * (isWidened ? 0.5 : 1);
  const decision = decide(probability, first.entry.risk);
  return {
    decision: isWidened && decision === 'answer' ? 'suggest' : decision,
    hits: matches.slice(0, mostHits).map(({ entry, score }) => ({ entry: entry.id, score, risk: entry.risk })),
    probability,
  };
}

import type { Entry } from '../../domain/answer.ts';
import type { Finding, Hit, Question } from '../../domain/knowledge.ts';
import { probability } from '../abstain/logistic.ts';
import { bestTwo, signalsOf } from '../abstain/signals.ts';
import type { Indexes } from '../learn.ts';
import type { SearchIndex } from '../search-index.ts';
import { narrow } from '../search/narrow.ts';
import { rankQuestion, type Ranking } from '../search/rank-question.ts';
import { decide } from './decide.ts';
import { isAside } from './search-entries.ts';

const mostHits = 5;
const nothing: Finding = { decision: 'decline', hits: [], probability: 0 };
/** Scores below are of entries that were left out. */
const outOfQuestion = -1000;
const exactTrust = 0.98;
/** Another country's answer is at most half as likely to help. */
const elsewhere = 0.5;

/** The best answers to a question, in the person's country; in all of them where the country is not known. */
export function findEntries(indexes: Indexes, entries: ReadonlyMap<string, Entry>, question: Question): Finding {
  const { country } = question;
  const own = country === null ? undefined : indexes.get(country);
  if (own !== undefined) return findIn(own, entries, question);
  const found = Array.from(indexes.values(), (index) => findIn(index, entries, question));
  const best = found.reduce((likeliest, each) => (each.probability > likeliest.probability ? each : likeliest), nothing);
  return country === null ? best : fromElsewhere(best);
}

function findIn(index: SearchIndex, entries: ReadonlyMap<string, Entry>, question: Question): Finding {
  const ranking = rankQuestion(index, question.text, question.language);
  if (ranking.asked.feature.length === 0) return nothing;
  const fits = Float32Array.from(index.ids, (id) => (isAside(id) ? 1 : fit(entries.get(id), question)));
  return finding(index, entries, fits.every((factor) => factor === 1) ? ranking : narrow(ranking, fits));
}

/** Nothing at all from the person's country: what another one says may be named, never given as the answer. */
function fromElsewhere({ decision, hits, probability: likely }: Finding): Finding {
  const [first] = hits;
  if (first === undefined) return nothing;
  const isNear = decision !== 'decline' && decide(likely * elsewhere, first.risk) !== 'decline';
  return { decision: isNear ? 'suggest' : 'decline', hits, probability: likely * elsewhere };
}

/** What is known about the person moves an answer up or down a little; it never decides alone. */
function fit(entry: Entry | undefined, { city, sector, stage, lastEntry }: Question): number {
  if (entry === undefined) return 0;
  const isElsewhere = city !== null && entry.cities.length > 0 && !entry.cities.includes(city);
  const isForSector = sector !== null && entry.sectors.includes(sector);
  const isForStage = stage !== null && entry.stages.includes(stage);
  return (isElsewhere ? 0.7 : 1) * (isForSector ? 1.03 : 1) * (isForStage ? 1.02 : 1) * (entry.id === lastEntry ? 1.05 : 1);
}

function finding(index: SearchIndex, entries: ReadonlyMap<string, Entry>, ranking: Ranking): Finding {
  const hits = bestHits(index, entries, ranking.total);
  const [first] = hits;
  if (first === undefined) return nothing;
  if (isBesideThePoint(index, ranking)) return { decision: 'decline', hits, probability: 0 };
  const likely = trust(index, ranking, first.entry);
  return { decision: decide(likely, first.risk), hits, probability: likely };
}

/** Whether what fits the question best is a topic that has no answer. */
function isBesideThePoint({ asidesFrom }: SearchIndex, { total }: Ranking): boolean {
  return bestTwo(total)[0] >= asidesFrom;
}

/** Probability that the first entry answers. Asked word for word, in one entry only, it surely does. */
function trust(index: SearchIndex, ranking: Ranking, first: string): number {
  const learned = probability(index.calibration.right, signalsOf(ranking, index));
  const isExact = [...ranking.exact].every((position) => index.ids[position] === first) && ranking.exact.size === 1;
  return isExact ? Math.max(learned, exactTrust) : learned;
}

function bestHits(index: SearchIndex, entries: ReadonlyMap<string, Entry>, total: Float32Array): Hit[] {
  const order = [...total.keys()].filter((position) => (total[position] ?? 0) > outOfQuestion);
  order.sort((a, b) => (total[b] ?? 0) - (total[a] ?? 0) || a - b);
  return order.slice(0, mostHits).flatMap((position) => {
    const entry = entries.get(index.ids[position] ?? '');
    return entry === undefined ? [] : [{ entry: entry.id, score: total[position] ?? 0, risk: entry.risk }];
  });
}

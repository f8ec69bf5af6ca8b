import { loadAssets } from '../src/assets/load-assets.ts';
import { buildIndex } from '../src/knowledge/build-index.ts';
import { searchEntries } from '../src/knowledge/find/search-entries.ts';
import type { SearchEntry } from '../src/knowledge/index/read-entries.ts';
import { rankQuestion } from '../src/knowledge/search/rank-question.ts';
import { enlarged } from './enlarged-content.ts';
import { heapMb } from './heap.ts';

/**
 * One index of so many question variants, from the shipped content: what building it takes, what it weighs, and how long a question
 * waits, each beside its limit.
 *
 *   npm run bench:index
 */
interface Limit {
  readonly variants: number;
  /** Half of the questions are answered within. */
  readonly questionMs: number;
  readonly buildS: number | null;
}

const limits: readonly Limit[] = [
  { variants: 1500, questionMs: 1, buildS: 2 },
  { variants: 50_000, questionMs: 5, buildS: null },
];
const asked = 500;
const copies = 3;

const root = `${import.meta.dirname}/..`;
const { assets } = await loadAssets({
  content: `${root}/content`,
  dialogs: `${root}/dialogs`,
  locales: `${root}/locales`,
});

/** Whole entries until there are so many variants. */
function entriesWith(variants: number): readonly SearchEntry[] {
  const taken: SearchEntry[] = [];
  let held = 0;
  for (const entry of searchEntries(enlarged(assets, copies).entries.values(), assets.terms)) {
    if (held >= variants) break;
    taken.push({ ...entry, variants: entry.variants.slice(0, variants - held) });
    held += entry.variants.length;
  }
  return taken;
}

const beside = (value: number, limit: number | null): string =>
  limit === null ? '' : ` (${(value / limit).toFixed(2)} of the limit)`;

for (const { variants, questionMs, buildS } of limits) {
  const entries = entriesWith(variants);
  const before = heapMb();
  const started = performance.now();
  const index = buildIndex(entries);
  const seconds = (performance.now() - started) / 1000;
  const weight = heapMb() - before;
  const questions = entries.flatMap((entry) => entry.variants);
  const step = questions.length / asked;
  const times = Array.from({ length: asked }, (_, i) => {
    const { text, language } = questions[Math.floor(i * step)] ?? { text: '', language: 'en' };
    const from = performance.now();
    rankQuestion(index, `${text} please`, language);
    return performance.now() - from;
  }).toSorted((a, b) => a - b);
  const p50 = times[asked / 2] ?? 0;
  process.stdout.write(
    `${String(questions.length)} variants of ${String(entries.length)} entries: built in ${seconds.toFixed(1)} s${beside(seconds, buildS)}, ` +
      `${weight.toFixed(0)} MB, a question p50 ${p50.toFixed(2)} ms${beside(p50, questionMs)}, p99 ${(times[Math.floor(asked * 0.99)] ?? 0).toFixed(2)} ms\n`,
  );
}

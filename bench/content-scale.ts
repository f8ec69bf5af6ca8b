import { resolve } from 'node:path';
import { loadAssets } from '../src/assets/load-assets.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import { learn } from '../src/knowledge/learn.ts';
import { enlarged } from './enlarged-content.ts';
import { heapMb } from './heap.ts';

/**
 * The shipped answers many times over: what learning them takes, what the process weighs then, and how long a question then waits, each
 * beside the shipped content in the same run. The limit is 20 ms for 99 of 100 questions at ten times the content.
 *
 *   node --expose-gc --max-old-space-size=12000 bench/content-scale.ts [1,10]
 */
const root = resolve(import.meta.dirname, '..');
const limitMs = 20;
const factors = (process.argv[2] ?? '1,10').split(',').map(Number);
const asked = 400;

interface Measured {
  readonly factor: number;
  readonly variants: number;
  readonly learnS: number;
  readonly heapMb: number;
  readonly p50: number;
  readonly p99: number;
}

const { assets } = await loadAssets({
  content: `${root}/content`,
  dialogs: `${root}/dialogs`,
  locales: `${root}/locales`,
});
const questions = [...assets.entries.values()].flatMap(({ country, texts }) =>
  Object.values(texts).flatMap(({ language, questions: own }) => own.map((text) => ({ country, language, text }))),
);

function measure(factor: number): Measured {
  const larger = enlarged(assets, factor);
  const started = performance.now();
  const learned = learn(larger);
  const learnS = (performance.now() - started) / 1_000;
  const knowledge = createKnowledge(larger, learned);
  const step = Math.floor(questions.length / asked);
  const times = Array.from({ length: asked }, (_, i) => {
    const { text, language, country } = questions[i * step] ?? { text: '', language: 'en', country: 'it' };
    const from = performance.now();
    knowledge.find({ text, language, country, city: null, sector: null, stage: null, lastEntry: null });
    return performance.now() - from;
  }).toSorted((a, b) => a - b);
  const heap = heapMb();
  const variants = [...larger.entries.values()].reduce(
    (sum, { texts }) => sum + Object.values(texts).reduce((own, { questions: q, latin }) => own + q.length + latin.length, 0),
    0,
  );
  return { factor, variants, learnS, heapMb: heap, p50: times[asked / 2] ?? 0, p99: times[Math.floor(asked * 0.99)] ?? 0 };
}

let first: Measured | null = null;
for (const factor of factors) {
  const found = measure(factor);
  first ??= found;
  const times = (value: number, base: number): string => `${(value / base).toFixed(1)}×`;
  process.stdout.write(
    `${String(factor)}× content: ${String(found.variants)} questions (${times(found.variants, first.variants)}), learned in ` +
      `${found.learnS.toFixed(1)} s (${times(found.learnS, first.learnS)}), ${found.heapMb.toFixed(0)} MB (${times(found.heapMb, first.heapMb)}), ` +
      `a question ${found.p50.toFixed(2)} ms, 99 of 100 in ${found.p99.toFixed(2)} ms (${times(found.p99, limitMs)} of the limit)\n`,
  );
}

import { resolve } from 'node:path';
import { loadAssets } from '../src/assets/load-assets.ts';
import type { Entry } from '../src/domain/answer.ts';
import type { Assets } from '../src/domain/assets.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import { learn } from '../src/knowledge/learn.ts';

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

/** Copies that ask about something of their own: a made-up word in every question, title and text. */
function copyOf(entry: Entry, number: number): Entry {
  const word = `${String.fromCharCode(97 + (number % 26))}${(number * 7919 + 104_729).toString(36)}`;
  const marked = (text: string): string => (number === 0 ? text : `${text} ${word}`);
  const texts = Object.fromEntries(
    Object.entries(entry.texts).map(([language, text]) => [
      language,
      { ...text, title: marked(text.title), questions: text.questions.map(marked), latin: text.latin.map(marked) },
    ]),
  );
  return { ...entry, id: number === 0 ? entry.id : `${entry.id}-${String(number)}`, texts };
}

function enlarged(factor: number): Assets {
  const entries = [...assets.entries.values()].flatMap((entry) => Array.from({ length: factor }, (_, n) => copyOf(entry, n)));
  return { ...assets, entries: new Map(entries.map((entry) => [entry.id, entry])) };
}

function heapMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_048_576;
}

function measure(factor: number): Measured {
  const larger = enlarged(factor);
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

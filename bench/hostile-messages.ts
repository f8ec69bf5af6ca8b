import { hugeMessages, randomMessages } from '../tests/support/hostile-messages.ts';
import { shippedAssets, shippedKnowledge } from '../tests/support/shipped.ts';
import { timeExpressions } from './time-expressions.ts';

/**
 * A hundred thousand random messages, and huge ones among them, through everything that the shipped content's knowledge is asked about a
 * message: the slowest message, and the regular expressions that took longest over one text, beside their limit of 5 ms.
 *
 *   npm run bench:hostile [-- 100000]
 */
const most = Number(process.argv[2] ?? '100000');
const limitMs = 5;
const shown = 5;

const knowledge = await shippedKnowledge(await shippedAssets());
const prior = { language: null, secondLanguage: null, client: null };

function understand(text: string): void {
  knowledge.detect(text, prior);
  knowledge.find({ text, language: 'en', country: 'it', city: null, sector: null, stage: null, lastEntry: null });
  knowledge.smallTalk(text);
  knowledge.safeguard(text);
}

const messages = [
  ...Object.entries(hugeMessages),
  ...Array.from(randomMessages(7).take(most - Object.keys(hugeMessages).length), (text) => ['random', text] as const),
];
for (const [, text] of messages.slice(0, 1000)) understand(text);

const times: { name: string; ms: number }[] = [];
const start = performance.now();
for (const [name, text] of messages) {
  const before = performance.now();
  understand(text);
  times.push({ name, ms: performance.now() - before });
}
const seconds = (performance.now() - start) / 1000;
const sorted = times.map(({ ms }) => ms).toSorted((a, b) => a - b);
const quantile = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);

process.stdout.write(`${String(messages.length)} messages in ${seconds.toFixed(0)} s, none crashed\n`);
process.stdout.write(`a message: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, slowest ${quantile(1)} ms\n`);
for (const { name, ms } of times.toSorted((a, b) => b.ms - a.ms).slice(0, shown))
  process.stdout.write(`  ${ms.toFixed(2).padStart(7)} ms  ${name}\n`);

const slowest = timeExpressions(() => {
  for (const [, text] of messages) understand(text);
});
process.stdout.write(
  `the slowest of ${String(slowest.length)} regular expressions, over one whole text; limit ${String(limitMs)} ms\n`,
);
for (const { source, ms } of slowest.slice(0, shown))
  process.stdout.write(`  ${ms.toFixed(2).padStart(7)} ms = ${(ms / limitMs).toFixed(2)} of the limit  ${source.slice(0, 80)}\n`);

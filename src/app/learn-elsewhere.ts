import { availableParallelism } from 'node:os';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Known, Learned, Part, Content } from '../knowledge/learn.ts';
import { answersPart, countriesOf, isComplete, joinKnown, missingParts } from '../knowledge/learn.ts';

/** What one thread is to learn, and from what. */
export interface Lesson {
  readonly content: Content;
  readonly parts: readonly Part[];
}

/** Learns what is missing in threads of its own, as many as there are cores: it takes seconds, and people are answered meanwhile. */
export async function learnElsewhere(content: Content, known: Known): Promise<Learned> {
  const lessons = shareOut(content, missingParts(content, known), availableParallelism());
  const learned = await Promise.all(lessons.map(learnInThread));
  const all = learned.reduce(joinKnown, known);
  if (!isComplete(content, all)) throw new Error(`The learning threads left out ${missingParts(content, all).join(', ')}.`);
  return all;
}

/** The longest part first, to whoever has the least; nobody gets content that their parts don't need. */
function shareOut(content: Content, parts: readonly Part[], threads: number): readonly Lesson[] {
  const { entries, terms, asides, safeguards } = content;
  const own = new Map([...countriesOf(content)].map(([country, of]) => [answersPart(country), of]));
  const weightOf = (part: Part): number => own.get(part)?.length ?? 10;
  const shares = Array.from({ length: Math.min(threads, parts.length) }, (): Part[] => []);
  const loadOf = (share: readonly Part[]): number => share.reduce((sum, part) => sum + weightOf(part), 0);
  for (const part of parts.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    shares.reduce((least, share) => (loadOf(share) < loadOf(least) ? share : least), shares[0] ?? []).push(part);
  }
  return shares.map((share) => ({
    parts: share,
    content: {
      entries: share.includes('languages')
        ? entries
        : new Map(share.flatMap((part) => own.get(part) ?? []).map((entry) => [entry.id, entry])),
      terms,
      asides,
      safeguards: share.includes('dangers') ? safeguards : new Map(),
    },
  }));
}

function learnInThread(lesson: Lesson): Promise<Known> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('learning-worker.ts', import.meta.url), { workerData: lesson });
    // A service that is told to stop does not wait for it; a thread that reads the content does.
    if (isMainThread) worker.unref();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The learning thread ended with ${String(code)}.`)));
  });
}

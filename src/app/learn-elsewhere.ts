import { Worker } from 'node:worker_threads';
import type { Assets } from '../domain/assets.ts';
import type { Known, Learned } from '../knowledge/learn.ts';

/** Learns in a thread of its own: it takes seconds, and people are answered meanwhile. */
export function learnElsewhere({ entries, terms, asides }: Assets, known: Known): Promise<Learned> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('learning-worker.ts', import.meta.url), { workerData: { entries, terms, asides, known } });
    // A service that is told to stop does not wait for it.
    worker.unref();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The learning thread ended with ${String(code)}.`)));
  });
}

import { parentPort, workerData } from 'node:worker_threads';
import type { Assets } from '../domain/assets.ts';
import { learn, type Known } from '../knowledge/learn.ts';

const { known, ...content } = workerData as Pick<Assets, 'entries' | 'terms' | 'asides'> & { readonly known: Known };
const learned = learn(content, known);
parentPort?.postMessage(learned, [...new Set(buffersOf(learned))]);

/** Every buffer below a value: moved to the other thread, not copied. */
function* buffersOf(value: unknown): Iterable<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) yield value.buffer;
  } else if (value instanceof Map) {
    for (const part of value.values()) yield* buffersOf(part);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* buffersOf(part);
  }
}

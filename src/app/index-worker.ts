import { parentPort, workerData } from 'node:worker_threads';
import type { Assets } from '../domain/assets.ts';
import { indexAssets } from '../knowledge/create-knowledge.ts';

// A thread of its own: building takes seconds, and people are answered meanwhile.
const index = indexAssets(workerData as Pick<Assets, 'entries' | 'terms'>);
parentPort?.postMessage(index, [...new Set(buffersOf(index))]);

/** Every buffer below a value: moved to the other thread, not copied. */
function* buffersOf(value: unknown): Iterable<ArrayBuffer> {
  if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) yield value.buffer;
  else if (value instanceof Map) for (const part of value.values()) yield* buffersOf(part);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* buffersOf(part);
}

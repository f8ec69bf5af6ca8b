import { parentPort, workerData } from 'node:worker_threads';
import { learnParts } from '../knowledge/learn.ts';
import type { Lesson } from './learn-elsewhere.ts';

const { content, parts } = workerData as Lesson;
const learned = learnParts(content, parts);
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

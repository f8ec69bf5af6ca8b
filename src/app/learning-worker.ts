import { parentPort, workerData } from 'node:worker_threads';
import { learnParts } from '../knowledge/learn.ts';
import { buffersOf } from './buffers-of.ts';
import type { Lesson } from './learn-elsewhere.ts';

const { content, parts } = workerData as Lesson;
const learned = learnParts(content, parts);
parentPort?.postMessage(learned, [...new Set(buffersOf(learned))]);

import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from '../app/buffers-of.ts';
import { learnAll } from '../app/understanding.ts';
import { loadValid, openCache, openShelf } from '../read-content.ts';
import type { Assets } from '../domain/assets.ts';
import { answersPart, nothingKnown } from '../knowledge/learn.ts';
import type { Known, Learned } from '../knowledge/learn.ts';
import type { ContentPart, ReadingTask } from './content-parts.ts';

/** Entries sent at once: a few milliseconds to take in. */
const entriesAtOnce = 10;

const silent = (): void => undefined;

function send(part: ContentPart, buffers: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(part, [...buffers]);
}

async function read({ folders, shelf, held }: ReadingTask): Promise<void> {
  const assets = await loadValid(folders);
  const cache = await openCache(openShelf(shelf, { info: silent, warn: silent, error: silent }));
  const hashes = cache.hashesOf(assets);
  const learned = await learnAll(assets, cache);
  sendAssets(assets);
  for (const [part, hash] of hashes) {
    if (held.get(part) === hash) continue;
    const known = only(learned, part);
    send({ type: 'learned', known }, [...new Set(buffersOf(known))]);
  }
  send({ type: 'end', hashes });
}

function sendAssets({ entries, ...rest }: Assets): void {
  const all = [...entries.values()];
  for (let from = 0; from < all.length; from += entriesAtOnce) {
    send({ type: 'entries', entries: all.slice(from, from + entriesAtOnce) });
  }
  for (const [name, value] of Object.entries(rest)) send({ type: 'rest', name: name as keyof Assets, value });
}

function only({ indexes, profiles, triggers }: Learned, part: string): Known {
  if (part === 'languages') return { ...nothingKnown, profiles };
  if (part === 'dangers') return { ...nothingKnown, triggers };
  return { ...nothingKnown, indexes: new Map([...indexes].filter(([country]) => answersPart(country) === part)) };
}

await read(workerData as ReadingTask).catch((error: unknown) => {
  send({ type: 'refused', reason: error instanceof Error ? error.message : String(error) });
});

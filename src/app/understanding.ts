import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Assets } from '../domain/assets.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { buildQuickIndex } from '../knowledge/build-quick-index.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import { searchEntries } from '../knowledge/find/search-entries.ts';
import type { SearchIndex } from '../knowledge/index/ranking-index.ts';
import type { Logger } from '../ports/logger.ts';

/** What the assistant understands at this moment. */
export interface Understanding {
  current(): Knowledge;
  /** Resolves when the full index answers; at once where it was kept from an earlier run. */
  readonly ready: Promise<void>;
}

export interface UnderstandingParts {
  readonly assets: Assets;
  /** Where built indexes are kept between runs. */
  readonly cacheDir: string;
  /** Changes with the code that builds indexes, so that none made by older code is used. */
  readonly codeHash: string;
  readonly logger: Logger;
  /** Called when another knowledge has become the current one. */
  readonly onChange: (knowledge: Knowledge) => void;
}

/**
 * The full index from the cache where it is of this content; else a quick one that answers meanwhile, and the full one
 * built in a thread of its own, kept, and put in its place.
 */
export async function openUnderstanding(parts: UnderstandingParts): Promise<Understanding> {
  const { assets, logger } = parts;
  const path = cachePath(parts);
  const kept = await readKept(path, logger);
  let knowledge = createKnowledge(assets, kept ?? buildQuickIndex(searchEntries(assets.entries.values(), assets.terms)));

  const build = async (): Promise<void> => {
    const index = await buildElsewhere(assets);
    knowledge = createKnowledge(assets, index);
    parts.onChange(knowledge);
    await keep(path, index);
  };
  const ready = kept === null ? build() : Promise.resolve();
  // Whoever waits is told; without the full index the quick one goes on answering.
  ready.catch((error: unknown) => logger.error('index not built', { reason: String(error) }));
  return { current: () => knowledge, ready };
}

function cachePath({ assets, cacheDir, codeHash }: UnderstandingParts): string {
  const hash = createHash('sha256').update(codeHash);
  for (const entry of assets.entries.values()) hash.update(JSON.stringify(entry));
  hash.update(JSON.stringify(assets.terms));
  return join(cacheDir, `knowledge-${hash.digest('hex').slice(0, 16)}.index`);
}

async function readKept(path: string, logger: Logger): Promise<SearchIndex | null> {
  try {
    return deserialize(await readFile(path)) as SearchIndex;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) logger.warn('kept index not readable', { reason: String(error) });
    return null;
  }
}

/** Under another name first: a process that dies while writing leaves no half index. */
async function keep(path: string, index: SearchIndex): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, serialize(index));
  await rename(unfinished, path);
}

function buildElsewhere({ entries, terms }: Assets): Promise<SearchIndex> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('index-worker.ts', import.meta.url), { workerData: { entries, terms } });
    // A service that is told to stop does not wait for an index.
    worker.unref();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The index worker ended with ${String(code)}.`)));
  });
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Assets } from '../domain/assets.ts';
import type { Learned } from '../knowledge/learn.ts';
import type { Logger } from '../ports/logger.ts';

/** Keeps what was learned from the content between runs, in files named by the content. */
export interface LearnedCache {
  /** Null where nothing was learned from this very content yet. */
  read(assets: Assets): Promise<Learned | null>;
  keep(assets: Assets, learned: Learned): Promise<void>;
}

export interface CacheOptions {
  /** Where to look, in this order. What is new is kept in the first. */
  readonly folders: readonly [string, ...string[]];
  /** Changes with the code that learns, so that nothing made by older code is used. */
  readonly codeHash: string;
  readonly logger: Logger;
}

export function createLearnedCache({ folders, codeHash, logger }: CacheOptions): LearnedCache {
  const read = async (assets: Assets): Promise<Learned | null> => {
    const name = nameOf(assets, codeHash);
    for (const folder of folders) {
      const found = await readFrom(join(folder, name), logger);
      if (found !== null) return found;
    }
    return null;
  };
  return { read, keep: (assets, learned) => write(join(folders[0], nameOf(assets, codeHash)), learned) };
}

function nameOf({ entries, terms }: Assets, codeHash: string): string {
  const hash = createHash('sha256').update(codeHash);
  for (const entry of entries.values()) hash.update(JSON.stringify(entry));
  hash.update(JSON.stringify(terms));
  return `knowledge-${hash.digest('hex').slice(0, 16)}.v8`;
}

async function readFrom(path: string, logger: Logger): Promise<Learned | null> {
  try {
    return deserialize(await readFile(path)) as Learned;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) logger.warn('kept knowledge not readable', { reason: String(error) });
    return null;
  }
}

/** Under another name first: a process that dies while writing leaves no half file. */
async function write(path: string, learned: Learned): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, serialize(learned));
  await rename(unfinished, path);
}

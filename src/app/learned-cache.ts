import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Assets } from '../domain/assets.ts';
import type { Profiles } from '../knowledge/language-id/profiles.ts';
import { countriesOf, type Known, type Learned } from '../knowledge/learn.ts';
import type { SearchIndex } from '../knowledge/search-index.ts';
import type { Logger } from '../ports/logger.ts';

/** Keeps what was learned from the content between runs: a file for each country and one for the languages, named by their content. */
export interface LearnedCache {
  /** What was learned from this very content before. */
  read(assets: Assets): Promise<Known>;
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
  const readPart = async <Part>(file: PartFile): Promise<Part | null> => {
    for (const folder of folders) {
      const found = await readFrom(join(folder, nameOf(file)), logger);
      if (found !== null) return found as Part;
    }
    return null;
  };
  const keepPart = async (file: PartFile, part: unknown): Promise<void> => {
    const listings = await Promise.all(folders.map(namesIn));
    if (!listings.some((names) => names.includes(nameOf(file)))) await write(folders[0], file, part);
  };
  return {
    read: async (assets) => {
      const files = filesOf(assets, codeHash);
      const profiles = await readPart<Profiles>(files.profiles);
      const indexes = await Promise.all(
        files.indexes.map(async ([country, file]) => [country, await readPart<SearchIndex>(file)] as const),
      );
      return { profiles, indexes: new Map(indexes.flatMap(([country, index]) => (index === null ? [] : [[country, index]]))) };
    },
    keep: async (assets, { profiles, indexes }) => {
      const files = filesOf(assets, codeHash);
      await keepPart(files.profiles, profiles);
      for (const [country, file] of files.indexes) await keepPart(file, indexes.get(country));
    },
  };
}

interface PartFile {
  readonly part: string;
  readonly hash: string;
}

interface PartFiles {
  readonly profiles: PartFile;
  readonly indexes: readonly (readonly [country: string, PartFile])[];
}

function filesOf(assets: Assets, codeHash: string): PartFiles {
  const { entries, terms } = assets;
  const file = (part: string, content: Iterable<unknown>): PartFile => ({ part, hash: hashOf(codeHash, content) });
  return {
    profiles: file('languages', entries.values()),
    indexes: [...countriesOf(assets)].map(([country, own]) => {
      return [country, file(`answers-${country}`, [...own, ...terms.filter((term) => term.country === country)])];
    }),
  };
}

function hashOf(codeHash: string, content: Iterable<unknown>): string {
  const hash = createHash('sha256').update(codeHash);
  for (const each of content) hash.update(JSON.stringify(each));
  return hash.digest('hex').slice(0, 16);
}

function nameOf({ part, hash }: PartFile): string {
  return `${part}-${hash}.v8`;
}

async function readFrom(path: string, logger: Logger): Promise<unknown> {
  try {
    return deserialize(await readFile(path)) as unknown;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) {
      logger.warn('kept knowledge not readable', { reason: String(error) });
      await rm(path, { force: true });
    }
    return null;
  }
}

/** Under another name first: a process that dies while writing leaves no half file. What the part was before goes. */
async function write(folder: string, file: PartFile, content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, nameOf(file));
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, serialize(content));
  await rename(unfinished, path);
  const older = (await namesIn(folder)).filter((name) => isOlder(name, file));
  await Promise.all(older.map((name) => rm(join(folder, name), { force: true })));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

function isOlder(name: string, file: PartFile): boolean {
  return name !== nameOf(file) && name.endsWith('.v8') && name.slice(0, name.lastIndexOf('-')) === file.part;
}

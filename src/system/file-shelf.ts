import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Logger } from '../ports/logger.ts';
import type { Shelf } from '../ports/shelf.ts';

export interface FileShelfOptions {
  /** Where to look, in this order. What is new is kept in the first. */
  readonly folders: readonly [string, ...string[]];
  readonly logger: Logger;
}

/** A shelf of files named by part and content: `answers-it-3a2a5f0bc93d3e47.v8`. */
export function createFileShelf({ folders, logger }: FileShelfOptions): Shelf {
  return {
    read: async (part, hash) => {
      for (const folder of folders) {
        const found = await readFrom(join(folder, nameOf(part, hash)), logger);
        if (found !== null) return found;
      }
      return null;
    },
    keep: async (part, hash, value) => {
      const listings = await Promise.all(folders.map(namesIn));
      if (!listings.some((names) => names.includes(nameOf(part, hash)))) await write(folders[0], part, hash, value);
    },
  };
}

function nameOf(part: string, hash: string): string {
  return `${part}-${hash}.v8`;
}

/** A damaged file is told of and removed, so that it is made anew. */
async function readFrom(path: string, logger: Logger): Promise<unknown> {
  try {
    return deserialize(await readFile(path)) as unknown;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) {
      logger.warn('kept file not readable', { reason: String(error) });
      await rm(path, { force: true });
    }
    return null;
  }
}

/** Under another name first: a process that dies while writing leaves no half file. */
async function write(folder: string, part: string, hash: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = nameOf(part, hash);
  const unfinished = join(folder, `${name}.${String(process.pid)}`);
  await writeFile(unfinished, serialize(value));
  await rename(unfinished, join(folder, name));
  const older = (await namesIn(folder)).filter((other) => other !== name && isOfPart(other, part));
  await Promise.all(older.map((other) => rm(join(folder, other), { force: true })));
}

function isOfPart(name: string, part: string): boolean {
  return name.endsWith('.v8') && name.slice(0, name.lastIndexOf('-')) === part;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

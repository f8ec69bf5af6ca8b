import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 over the names, sizes and times of every file below some folders, as hex: quick, and good for what can be made anew. */
export async function stampFolders(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = await filesBelow(folder);
    const stamps = await Promise.all(files.map((file) => stat(file)));
    files.forEach((file, i) => hash.update(`${file} ${String(stamps[i]?.size)} ${String(stamps[i]?.mtimeMs)}\n`));
  }
  return hash.digest('hex');
}

/** SHA-256 over the names and bytes of every file below a folder, as hex: the same until one of them changes. */
export async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesBelow(folder)) hash.update(file.slice(folder.length)).update(await readFile(file));
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

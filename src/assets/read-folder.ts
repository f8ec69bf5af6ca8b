import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of the folders inside a folder, sorted; empty where it does not exist. Hidden ones are passed over. */
export async function foldersIn(path: string): Promise<readonly string[]> {
  return (await list(path)).filter((item) => item.isDirectory).map((item) => item.name);
}

/** Names of the files inside a folder that end so, sorted; empty where it does not exist. */
export async function filesIn(path: string, ending: string): Promise<readonly string[]> {
  return (await list(path)).filter((item) => !item.isDirectory && item.name.endsWith(ending)).map((item) => item.name);
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** The file's text; null where it does not exist. */
export async function readText(...path: readonly string[]): Promise<string | null> {
  try {
    return await readFile(join(...path), 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function list(path: string): Promise<readonly { readonly name: string; readonly isDirectory: boolean }[]> {
  try {
    const items = await readdir(path, { withFileTypes: true });
    return items
      .filter((item) => !item.name.startsWith('.'))
      .map((item) => ({ name: item.name, isDirectory: item.isDirectory() }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

import { join } from 'node:path';
import { createLearnedCache } from './app/learned-cache.ts';
import type { LearnedCache } from './app/learned-cache.ts';
import { loadAssets } from './assets/load-assets.ts';
import type { AssetFolders } from './assets/load-assets.ts';
import { assetFolders } from './config.ts';
import type { Config } from './config.ts';
import type { Assets } from './domain/assets.ts';
import { formatFault } from './domain/assets.ts';
import { SportelloError } from './domain/errors.ts';
import type { Logger } from './ports/logger.ts';
import type { Shelf } from './ports/shelf.ts';
import { createFileShelf } from './system/file-shelf.ts';
import { hashFolder, stampFolders } from './system/folder-hash.ts';

/** Where `sportello build` keeps what it read and learned from the content that comes with the program. */
export const builtFolder = join(import.meta.dirname, '../dist/knowledge');

/**
 * The authors' work, ready to serve: from the shelf where no file changed since, as thousands of files take a second to read.
 * Throws `assets-invalid` with every error where a file is not in its form.
 */
export async function readAssets(config: Config, shelf: Shelf): Promise<Assets> {
  const folders = assetFolders(config);
  const hash = await assetsHash(folders);
  const kept = hash === null ? null : await shelf.read('assets', hash);
  if (kept !== null) return kept as Assets;
  const assets = await loadValid(folders);
  if (hash !== null) await shelf.keep('assets', hash, assets);
  return assets;
}

/** Null where a folder is missing: then the loader says which. */
async function assetsHash(folders: AssetFolders): Promise<string | null> {
  const rooms = ['assets', 'domain', 'engine'].map((room) => join(import.meta.dirname, room));
  try {
    return (await stampFolders([...rooms, ...Object.values(folders)])).slice(0, 16);
  } catch {
    return null;
  }
}

/** Throws `assets-invalid` with every error. */
export async function loadValid(folders: AssetFolders): Promise<Assets> {
  const { assets, faults } = await loadAssets(folders);
  const errors = faults.filter(({ level }) => level === 'error');
  if (errors.length === 0) return assets;
  const lines = errors.map((fault) => `  ${formatFault(fault)}`).join('\n');
  throw new SportelloError('assets-invalid', `Content, dialogs or phrases can't be used as they are:\n${lines}`);
}

/** Keeps what is dear to make in `folder`, and finds there or in the build what was made before. */
export function openShelf(folder: string, logger: Logger): Shelf {
  return createFileShelf({ folders: [folder, builtFolder], logger });
}

/** What was learned before: here, or when the program was built. */
export async function openCache(shelf: Shelf): Promise<LearnedCache> {
  return createLearnedCache(shelf, await hashFolder(join(import.meta.dirname, 'knowledge')));
}

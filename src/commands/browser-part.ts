import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder and stamp of the built browser part. The stamp names the source it was built from. */
const outputFolder = 'dist/browser';
const stampName = '.built-from';

/**
 * Builds the browser part where it is missing or its source has changed, and says so first. True when there was nothing
 * to do. An image without the bundler serves what it was built with.
 */
export async function ensureBrowserPart(root: string, announce: () => void): Promise<boolean> {
  if (!existsSync(join(root, 'node_modules/vite'))) return true;
  if ((await readStamp(join(root, outputFolder))) === (await hashSource(root))) return true;
  announce();
  await buildBrowserPart(root);
  return false;
}

/** Bundles widget and desk into `dist/browser`. */
export async function buildBrowserPart(root: string): Promise<void> {
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(root, 'src/browser/vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
  await writeFile(join(root, outputFolder, stampName), await hashSource(root));
}

async function readStamp(folder: string): Promise<string | null> {
  const path = join(folder, stampName);
  return existsSync(path) ? readFile(path, 'utf8') : null;
}

async function hashSource(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sourcesOf(root)) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

async function sourcesOf(root: string): Promise<readonly string[]> {
  const own = await filesBelow(root, 'src/browser');
  const phrases = (await filesBelow(root, 'locales')).filter((file) => !file.endsWith('bot.json'));
  return [...own, ...phrases, 'package-lock.json'].toSorted();
}

async function filesBelow(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

import { loadAssets } from '../assets/load-assets.ts';
import type { AssetFolders } from '../assets/load-assets.ts';
import type { Config } from '../config.ts';
import type { Assets } from '../domain/assets.ts';
import { formatFault } from '../domain/assets.ts';
import { SportelloError } from '../domain/errors.ts';

export function foldersOf(config: Config): AssetFolders {
  return { content: config.contentDir, dialogs: config.dialogsDir, locales: config.localesDir };
}

/** The authors' work, ready to serve. Throws `assets-invalid` with every error where a file is not in its form. */
export async function assetsOf(config: Config): Promise<Assets> {
  const { assets, faults } = await loadAssets(foldersOf(config));
  const errors = faults.filter(({ level }) => level === 'error');
  if (errors.length === 0) return assets;
  const lines = errors.map((fault) => `  ${formatFault(fault)}`).join('\n');
  throw new SportelloError('assets-invalid', `Content, dialogs or phrases can't be used as they are:\n${lines}`);
}

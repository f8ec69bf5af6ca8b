import type { Assets, Fault } from '../domain/assets.ts';
import { sortFaults } from './fault-list.ts';
import { loadDialogs } from './load-dialogs.ts';
import { loadEntries } from './load-entry.ts';
import { loadLanguages } from './load-languages.ts';
import { loadPhrases } from './load-phrases.ts';
import { loadPills } from './load-pill.ts';
import { loadSafeguards } from './load-safeguard.ts';
import { loadTemplates } from './load-templates.ts';
import { loadTerms } from './load-terms.ts';
import { loadWordLists } from './load-word-lists.ts';
import { createPlaces } from './places.ts';
import type { Places } from './places.ts';
import { isFolder } from './read-folder.ts';
import type { Reading } from './reading.ts';
import { basename, resolve } from 'node:path';

/** Paths of the three folders that people edit. */
export interface AssetFolders {
  readonly content: string;
  readonly dialogs: string;
  readonly locales: string;
}

export interface LoadedAssets {
  readonly assets: Assets;
  /** By file and line. Things with an error in their own form are not among the assets. */
  readonly faults: readonly Fault[];
  /** For `checkContent`, so that it can name lines. */
  readonly places: Places;
}

/**
 * Reads everything that authors and translators write. Never rejects for what they wrote: that is told in `faults`;
 * rejects with the system's own error where a file can't be read.
 */
export async function loadAssets(folders: AssetFolders): Promise<LoadedAssets> {
  const all: Fault[] = [...(await missingFolders(folders))];
  const places = createPlaces({
    content: basename(resolve(folders.content)),
    dialogs: basename(resolve(folders.dialogs)),
    locales: basename(resolve(folders.locales)),
  });
  const reading: Reading = { all, places };
  const [languages, dialogs, entries, pills, safeguards, terms, asides] = await Promise.all([
    loadLanguages(folders.locales, reading),
    loadDialogs(folders.dialogs, reading),
    loadEntries(folders.content, reading),
    loadPills(folders.content, reading),
    loadSafeguards(folders.content, reading),
    loadTerms(folders.content, reading),
    loadWordLists(folders.content, 'asides', reading),
  ]);
  const phrases = await loadPhrases(folders.locales, languages, reading);
  const templates = await loadTemplates(folders.locales, languages, reading);
  const assets = { dialogs, entries, pills, safeguards, terms, asides, languages, templates, phrases };
  return { assets, faults: sortFaults(all), places };
}

/** Everything inside a folder may be missing, the folder itself not: its address is wrong. */
async function missingFolders(folders: AssetFolders): Promise<readonly Fault[]> {
  const settings = { content: 'CONTENT_DIR', dialogs: 'DIALOGS_DIR', locales: 'LOCALES_DIR' } as const;
  const found = await Promise.all(
    (['content', 'dialogs', 'locales'] as const).map(async (name): Promise<readonly Fault[]> => {
      const file = folders[name];
      if (await isFolder(file)) return [];
      return [{ level: 'error', file, line: 1, message: `there is no such folder; correct ${settings[name]}` }];
    }),
  );
  return found.flat();
}

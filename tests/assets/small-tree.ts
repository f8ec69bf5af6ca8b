import { checkContent } from '../../src/assets/check-content.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import type { LoadedAssets } from '../../src/assets/load-assets.ts';
import { stampSourceHashes } from '../../src/assets/stamp-source-hashes.ts';
import { formatFault } from '../../src/domain/assets.ts';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../support/content-small');

/** A copy of the small content tree that a test may change. Stamped, so that it has no fault at all. */
export interface SmallTree {
  readonly root: string;
  /** Replaces a text in a file; fails when it is not there. */
  edit(file: string, from: string, to: string): Promise<void>;
  load(): Promise<LoadedAssets>;
  /** All faults, as people read them; warnings begin with "warning ". */
  faults(options?: { readonly today?: string; readonly strict?: boolean }): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export async function smallTree(): Promise<SmallTree> {
  const root = await mkdtemp(join(tmpdir(), 'sportello-content-'));
  await cp(source, root, { recursive: true });
  await stampSourceHashes(join(root, 'content'));
  const load = (): Promise<LoadedAssets> =>
    loadAssets({ content: join(root, 'content'), dialogs: join(root, 'dialogs'), locales: join(root, 'locales') });
  return {
    root,
    edit: async (file, from, to) => {
      const text = await readFile(join(root, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no '${from}'`);
      await writeFile(join(root, file), text.replace(from, to));
    },
    load,
    faults: async (options) => {
      const { assets, faults, places } = await load();
      const all = [...faults, ...checkContent(assets, { today: '2026-03-01', places, ...options })];
      return all.map((fault) => `${fault.level === 'warning' ? 'warning ' : ''}${formatFault(fault)}`);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { projectRoot } from './source-files.ts';

export interface Built {
  /** Holds `widget.js` and `widget/`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the widget as a release does, into a folder of its own. */
export async function buildWidget(): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), 'sportello-widget-'));
  const builder = await createBuilder({
    configFile: join(projectRoot, 'src/browser/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  const { widget } = builder.environments;
  if (widget === undefined) throw new Error('the build has no environment called widget');
  await builder.build(widget);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

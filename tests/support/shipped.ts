import { join } from 'node:path';
import { builtFolder, openCache, openShelf } from '../../src/read-content.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { learnAll } from '../../src/app/understanding.ts';
import { projectRoot } from './source-files.ts';

/** The shipped content, as the assistant runs with it. */
export async function shippedAssets(): Promise<Assets> {
  const { assets } = await loadAssets({
    content: join(projectRoot, 'content'),
    dialogs: join(projectRoot, 'dialogs'),
    locales: join(projectRoot, 'locales'),
  });
  return assets;
}

/** All that can be learned from it: kept where `sportello build` keeps it, since it takes seconds. */
export async function shippedKnowledge(assets: Assets): Promise<Knowledge> {
  const silent = (): void => undefined;
  const cache = await openCache(openShelf(builtFolder, { info: silent, warn: silent, error: silent }));
  return createKnowledge(assets, await learnAll(assets, cache));
}

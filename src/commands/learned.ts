import { builtFolder, openCache, openShelf, readAssets } from '../read-content.ts';
import type { Assets } from '../domain/assets.ts';
import { learnAll } from '../app/understanding.ts';
import type { Learned } from '../knowledge/learn.ts';
import { createJsonLogger } from '../system/json-logger.ts';
import type { CommandCall } from './command.ts';

export interface ReadContent {
  readonly assets: Assets;
  readonly learned: Learned;
}

/** The content and all that can be learned from it; what had to be read or learned anew is kept for the next time. */
export async function readLearned({ config }: CommandCall): Promise<ReadContent> {
  const logger = createJsonLogger((line) => process.stderr.write(line), Date.now);
  const shelf = openShelf(builtFolder, logger);
  const assets = await readAssets(config, shelf);
  return { assets, learned: await learnAll(assets, await openCache(shelf)) };
}

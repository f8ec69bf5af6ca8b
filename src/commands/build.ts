import { join } from 'node:path';
import { builtFolder, openCache, openShelf, readAssets } from '../compose.ts';
import { isComplete, learn } from '../knowledge/learn.ts';
import { createJsonLogger } from '../system/json-logger.ts';
import { buildBrowserPart, ensureBrowserPart } from './browser-part.ts';
import type { Command, CommandCall } from './command.ts';

/** `sportello build`: what the browser loads, and what can be learned from the content before anybody asks. */
export const build: Command = async (call) => {
  await buildBrowserPart(call.root);
  call.print('built dist/browser');
  await ensureLearned(call);
  call.print('built dist/knowledge');
  return 0;
};

/** Builds what is missing or older than its source. Returns the folder of the browser part. */
export async function ensureBuilt(call: CommandCall): Promise<string> {
  const isFresh = await ensureBrowserPart(call.root, () =>
    call.print('building what the browser loads, and reading the content (once) …'),
  );
  const folder = join(call.root, 'dist/browser');
  // Only where something was built anyway: after a change of content the running service learns by itself.
  if (!isFresh) await ensureLearned(call);
  return folder;
}

async function ensureLearned({ config }: CommandCall): Promise<void> {
  const logger = createJsonLogger((line) => process.stderr.write(line), Date.now);
  const shelf = openShelf(builtFolder, logger);
  const cache = await openCache(shelf);
  const assets = await readAssets(config, shelf);
  const known = await cache.read(assets);
  if (!isComplete(assets, known)) await cache.keep(assets, learn(assets, known));
}

import { openStore } from '../storage/open-store.ts';
import { realUniverse } from '../system/real-universe.ts';
import type { Command } from './command.ts';

/** `sportello migrate`: opening the store brings its schema up to date; `serve` does it as well. */
export const migrate: Command = async ({ config, print }) => {
  const store = await openStore({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, universe: realUniverse() });
  await store.close();
  print('The database is up to date.');
  return 0;
};

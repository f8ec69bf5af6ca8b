import { stampSourceHashes } from '../../assets/stamp-source-hashes.ts';
import type { Command } from '../command.ts';

/** `content stamp`: without files, every translation that bears no stamp gets one. */
export const stamp: Command = async ({ config, words, print }) => {
  const changed = await stampSourceHashes(config.contentDir, words.length === 0 ? {} : { files: words });
  for (const path of changed) print(path);
  print(`${String(changed.length)} texts stamped`);
  return 0;
};

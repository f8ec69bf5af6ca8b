import { stampSourceHashes } from '../assets/stamp-source-hashes.ts';
import type { Command } from './command.ts';

/** `sportello content stamp`: translations remember the source text that they were made from. */
export const content: Command = async ({ config, words, print }) => {
  const [verb, ...files] = words;
  if (verb !== 'stamp') {
    print('sportello content stamp [file …]: without files, every translation that bears no stamp gets one.');
    return 2;
  }
  const changed = await stampSourceHashes(config.contentDir, files.length === 0 ? {} : { files });
  for (const path of changed) print(path);
  print(`${String(changed.length)} texts stamped`);
  return 0;
};

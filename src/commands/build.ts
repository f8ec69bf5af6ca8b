import { join } from 'node:path';
import { buildBrowserPart, ensureBrowserPart } from './browser-part.ts';
import type { Command, CommandCall } from './command.ts';
import { readLearned } from './learned.ts';

/** `sportello build`: what the browser loads, and what can be learned from the content before anybody asks. */
export const build: Command = async (call) => {
  await buildBrowserPart(call.root);
  call.print('built dist/browser');
  await readLearned(call);
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
  if (!isFresh) await readLearned(call);
  return folder;
}

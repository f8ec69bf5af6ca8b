import { buildBrowserPart } from './browser-part.ts';
import type { Command } from './command.ts';

/** `sportello build`: bundles what the browser loads. */
export const build: Command = async ({ root, print }) => {
  await buildBrowserPart(root);
  print('built dist/browser');
  return 0;
};

import { checkContent } from '../assets/check-content.ts';
import { loadAssets } from '../assets/load-assets.ts';
import { channelCapabilities } from '../channels/capabilities.ts';
import { assetFolders } from '../config.ts';
import type { Fault } from '../domain/assets.ts';
import { formatFault } from '../domain/assets.ts';
import { inspect } from '../engine/inspect.ts';
import type { Command } from './command.ts';
import { optionOf } from './command.ts';

/** `sportello check`: every fault of content, dialogs and locales, a line each; exit code 1 if one is an error. */
export const check: Command = async ({ config, words, print }) => {
  const today = optionOf(words, 'now') ?? Temporal.Now.plainDateISO('UTC').toString();
  const strict = words.includes('--strict');
  const { assets, faults, places } = await loadAssets(assetFolders(config));
  const all: readonly Fault[] = [
    ...faults,
    ...inspect(assets, Object.values(channelCapabilities)),
    ...checkContent(assets, { today, strict, places }),
  ];
  for (const fault of all) print(`${fault.level === 'error' ? 'error  ' : 'warning'} ${formatFault(fault)}`);
  const errors = all.filter(({ level }) => level === 'error').length;
  const { dialogs, entries, pills, safeguards, languages } = assets;
  print(
    `${String(dialogs.size)} dialogs, ${String(entries.size)} answers, ${String(pills.size)} pills, ${String(safeguards.size)} safeguards, ` +
      `${String(languages.length)} languages: ${String(errors)} errors, ${String(all.length - errors)} warnings`,
  );
  return errors === 0 ? 0 : 1;
};

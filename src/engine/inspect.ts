import type { Assets, Fault } from '../domain/assets.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import { inspectLinks } from './inspect/inspect-links.ts';
import { inspectPhrases } from './inspect/inspect-phrases.ts';
import { inspectVars } from './inspect/inspect-vars.ts';

/**
 * Everything that could go wrong in a conversation and can be known before: by file and line. `channels`: those whose
 * limits on texts and buttons count. What a file's own form gets wrong is the loader's to say.
 */
export function inspect(assets: Assets, channels: readonly ChannelCapabilities[]): readonly Fault[] {
  const faults = [...inspectLinks(assets), ...inspectVars(assets), ...inspectPhrases(assets, channels)];
  return faults.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
}

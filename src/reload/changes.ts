import type { Hashes } from '../app/learned-cache.ts';
import type { Assets } from '../domain/assets.ts';

interface Served {
  readonly assets: Assets;
  readonly hashes: Hashes;
}

/** What is other than before, as a sentence for whoever asked for the reload. */
export function tellChanges(before: Served, after: Served): string {
  const changed = [
    ...partsChanged(before.hashes, after.hashes),
    ...dialogsChanged(before.assets.dialogs, after.assets.dialogs).map((id) => `dialog ${id}`),
  ];
  const { entries, pills, dialogs } = after.assets;
  const now = `${String(entries.size)} answers, ${String(pills.size)} pills, ${String(dialogs.size)} dialogs`;
  return changed.length === 0
    ? `Read again: ${now}. Phrases and pills are as the files say.`
    : `Read again: ${now}. Changed: ${changed.join(', ')}.`;
}

function partsChanged(before: Hashes, after: Hashes): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((part) => before.get(part) !== after.get(part));
}

function dialogsChanged(before: Assets['dialogs'], after: Assets['dialogs']): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id)?.hash !== after.get(id)?.hash);
}

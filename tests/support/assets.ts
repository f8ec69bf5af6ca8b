import type { Assets } from '../../src/domain/assets.ts';
import type { Dialog } from '../../src/domain/dialog.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { formatFault } from '../../src/domain/assets.ts';
import { loadAssets } from '../../src/assets/load-assets.ts';
import { parseDialog } from '../../src/assets/load-dialogs.ts';
import { createPlaces, noPlaces } from '../../src/assets/places.ts';
import type { Reading } from '../../src/assets/reading.ts';

const root = new URL('../../', import.meta.url).pathname;

/** The product's own dialogs and phrases over a small content that only tests change. */
export async function loadTestAssets(): Promise<Assets> {
  const { assets, faults } = await loadAssets({
    content: `${root}tests/support/content`,
    dialogs: `${root}dialogs`,
    locales: `${root}locales`,
  });
  const ours = faults.filter(({ file, level }) => level === 'error' && !/locales\/\w+\/(?:desk|chat)\.json$/u.test(file));
  if (ours.length > 0) throw new Error(ours.map(formatFault).join('\n'));
  return assets;
}

/** A dialog from its YAML, as the loader reads it. */
export function dialogFrom(id: string, source: string): Dialog {
  const reading: Reading = { all: [], places: createPlaces(noPlaces.names) };
  const dialog = parseDialog(source, `${id}.yaml`, reading);
  if (dialog === null) throw new Error(reading.all.map(formatFault).join('\n'));
  return dialog;
}

/** The assets with these dialogs added or replaced, and English phrases added under `test`. */
export function withDialogs(assets: Assets, sources: Readonly<Record<string, string>>, test: JsonObject = {}): Assets {
  const added = Object.entries(sources).map(([id, source]) => [id, dialogFrom(id, source)] as const);
  const english = assets.phrases['en'] ?? {};
  return {
    ...assets,
    dialogs: new Map([...assets.dialogs, ...added]),
    phrases: { ...assets.phrases, en: { ...english, bot: { ...english['bot'], test } } },
  };
}

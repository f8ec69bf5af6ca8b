import { contentDue } from '../../assets/content-due.ts';
import { loadAssets } from '../../assets/load-assets.ts';
import { assetFolders } from '../../config.ts';
import type { Command } from '../command.ts';
import { optionOf } from '../command.ts';
import { table } from './table.ts';

const usualDays = 30;

/** `content due`: what is to be reviewed soon, by owner; exit code 1 where something is overdue. */
export const due: Command = async ({ config, words, print }) => {
  const today = optionOf(words, 'now') ?? Temporal.Now.plainDateISO('UTC').toString();
  const days = Number(optionOf(words, 'days') ?? usualDays);
  if (!Number.isInteger(days) || days < 0) {
    print(`--days is '${optionOf(words, 'days') ?? ''}'; expected a whole number of days, like 30`);
    return 2;
  }
  const { assets } = await loadAssets(assetFolders(config));
  const items = contentDue(assets, today, days);
  const rows = items.map(({ owner, by, entry, what }) => [owner, by, entry, what]);
  for (const line of table(['owner', 'by', 'answer', 'what'], rows)) print(line);
  print(`${String(items.length)} due until ${Temporal.PlainDate.from(today).add({ days }).toString()}`);
  return items.some(({ by }) => by < today) ? 1 : 0;
};

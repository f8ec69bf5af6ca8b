import { contentStatus, type LanguageStatus } from '../../assets/content-status.ts';
import type { Command } from '../command.ts';
import { readLearned } from '../learned.ts';
import { table } from './table.ts';

/** `content status`: a table of country × language × state, and what each country's index has learned about itself. */
export const status: Command = async (call) => {
  const { assets, learned } = await readLearned(call);
  const rows = contentStatus(assets).map(rowOf);
  for (const line of table(['country', 'language', 'texts', 'to renew', 'reviewed', 'asked', 'variants'], rows)) call.print(line);
  call.print('');
  const indexes = [...learned.indexes].map(([country, { ids, variants, calibration }]) => [
    country,
    String(ids.length),
    String(variants.entry.length),
    calibration.threshold.toFixed(3),
    String(calibration.learnedFrom),
  ]);
  for (const line of table(['country', 'answers', 'variants', 'threshold', 'rehearsed'], indexes)) call.print(line);
  call.print('');
  call.print('threshold: of the questions that a country answers, 95 in 100 look at least this likely to be among them');
  return 0;
};

function rowOf({ country, language, answers, texts, stale, reviewed, asked, variants }: LanguageStatus): readonly string[] {
  const of = (part: number): string => `${String(part)}/${String(answers)}`;
  return [country, language, of(texts), String(stale), String(reviewed), of(asked), String(variants)];
}

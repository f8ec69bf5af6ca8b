import { writeFile } from 'node:fs/promises';
import { exportTexts as exportAll, importTexts as importAll, readExchangeFile } from '../../assets/exchange/exchange-texts.ts';
import { fromSpreadsheet, toSpreadsheet } from '../../assets/exchange/spreadsheet.ts';
import { fromXliff, toXliff } from '../../assets/exchange/xliff.ts';
import type { Command } from '../command.ts';
import { optionOf, plainWords } from '../command.ts';

const sourceLanguage = 'en';

/** `content export`: texts for a translator, as XLIFF 2 or as a table. */
export const exportTexts: Command = async ({ config, words, print }) => {
  const language = optionOf(words, 'language');
  const format = optionOf(words, 'format') ?? 'xliff';
  if (language === null || language === '' || (format !== 'xliff' && format !== 'csv')) {
    print('Say which language, and how: sportello content export --language uk [--country it] [--format xliff|csv] [--to file]');
    return 2;
  }
  const exchange = await exportAll(config.contentDir, { sourceLanguage, language, country: optionOf(words, 'country') });
  const text = format === 'csv' ? toSpreadsheet(exchange) : toXliff(exchange);
  const to = optionOf(words, 'to');
  if (to === null) print(text.trimEnd());
  else {
    await writeFile(to, text);
    print(`${String(exchange.units.length)} texts written to ${to}`);
  }
  return 0;
};

/** `content import`: what the translator sent back. */
export const importTexts: Command = async ({ config, words, print }) => {
  const [file] = plainWords(words, []);
  const by = optionOf(words, 'by');
  if (file === undefined || by === null || by === '') {
    print('Say which file, and who translated: sportello content import texts.xlf --by "Olena Koval"');
    return 2;
  }
  const text = await readExchangeFile(file);
  const exchange = text.trimStart().startsWith('<') ? fromXliff(text) : fromSpreadsheet(text);
  const changed = await importAll(config.contentDir, exchange, by);
  for (const path of changed) print(path);
  print(`${String(changed.length)} texts changed; run 'sportello check' before you publish them`);
  return 0;
};

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { SportelloError } from '../../domain/errors.ts';
import type { Exchange } from './unit.ts';

const columns = ['thing', 'field', 'source', 'target'] as const;

/** A table that every spreadsheet program opens: the languages in its head, a unit a line. */
export function toSpreadsheet({ sourceLanguage, language, units }: Exchange): string {
  const head = ['thing', 'field', `source ${sourceLanguage}`, `target ${language}`];
  // The mark tells spreadsheet programs that the letters are Unicode.
  return stringify([head, ...units.map((unit) => columns.map((column) => unit[column]))], { bom: true });
}

/** Throws `exchange-invalid` where the head is not ours. */
export function fromSpreadsheet(text: string): Exchange {
  const [head = [], ...rows] = parse(text, { bom: true, relax_column_count: true, delimiter: delimiterOf(text) });
  const [, , source = '', target = ''] = head;
  if (!source.startsWith('source ') || !target.startsWith('target ')) {
    const found = head.join(', ');
    throw new SportelloError(
      'exchange-invalid',
      `The first line of the table is '${found}'; expected thing, field, source and target with their languages, as it was exported.`,
    );
  }
  const units = rows.map(([thing = '', field = '', from = '', to = '']) => ({ thing, field, source: from, target: to }));
  return { sourceLanguage: source.slice('source '.length), language: target.slice('target '.length), units };
}

/** Spreadsheet programs of many countries part columns by semicolons. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.indexOf('\n'));
  return head.split(';').length > head.split(',').length ? ';' : ',';
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SportelloError } from '../../domain/errors.ts';
import { answerSections, pillSections } from '../content-scales.ts';
import { foldersIn, readText } from '../read-folder.ts';
import { stampSourceHashes } from '../stamp-source-hashes.ts';
import { emptyTextFile, readTextFile, writeField, writeFront } from './text-file.ts';
import type { Exchange, Unit } from './unit.ts';

/** What may be translated of each kind of thing; how people ask is no translation. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  answers: ['title', ...answerSections],
  pills: ['title', ...pillSections],
  safeguards: ['card'],
};

export interface ExportOptions {
  readonly sourceLanguage: string;
  readonly language: string;
  /** Of answers only; null: all. Pills and cards belong to no country. */
  readonly country: string | null;
}

/** Every text of the source language, beside what there is of it in another one. */
export async function exportTexts(content: string, { sourceLanguage, language, country }: ExportOptions): Promise<Exchange> {
  const things = await thingsIn(content, country);
  const units = await Promise.all(things.map((thing) => unitsOf(content, thing, sourceLanguage, language)));
  return { sourceLanguage, language, units: units.flat() };
}

async function thingsIn(content: string, country: string | null): Promise<readonly string[]> {
  const countries = country === null ? await foldersIn(join(content, 'answers')) : [country];
  const kinds = [...countries.map((code) => `answers/${code}`), ...(country === null ? ['pills', 'safeguards'] : [])];
  const found = await Promise.all(
    kinds.map(async (kind) => (await foldersIn(join(content, kind))).map((name) => `${kind}/${name}`)),
  );
  return found.flat();
}

async function unitsOf(content: string, thing: string, from: string, to: string): Promise<readonly Unit[]> {
  const source = await readText(content, thing, `${from}.md`);
  if (source === null) return [];
  const target = await readText(content, thing, `${to}.md`);
  const [left, right] = [readTextFile(source), target === null ? null : readTextFile(target)];
  const read = (file: typeof left | null, field: string): string => {
    if (file === null) return '';
    return (field === 'title' ? file.title : file.sections.get(field)) ?? '';
  };
  const fields = fieldsOf[thing.split('/')[0] ?? ''] ?? [];
  return fields
    .map((field) => ({ thing, field, source: read(left, field), target: read(right, field) }))
    .filter((unit) => unit.source !== '');
}

/**
 * Writes what a translator changed, and nothing else: the texts' other bytes stay. Changed texts are `by` the translator, count as
 * not reviewed, and remember the source of today. Returns the changed files below the content folder. Throws `exchange-invalid`
 * for a thing or a field that is not there; then nothing is written.
 */
export async function importTexts(content: string, { language, units }: Exchange, by: string): Promise<readonly string[]> {
  for (const unit of units) await assertKnown(content, unit);
  const things = Map.groupBy(
    units.filter(({ target }) => target.trim() !== ''),
    ({ thing }) => thing,
  );
  const changed: string[] = [];
  for (const [thing, own] of things) {
    const path = `${thing}/${language}.md`;
    if (await writeText(join(content, path), own, by)) changed.push(path);
  }
  await stampSourceHashes(content, { files: changed });
  return changed;
}

async function assertKnown(content: string, { thing, field }: Unit): Promise<void> {
  const fields = fieldsOf[thing.split('/')[0] ?? ''] ?? [];
  if (!fields.includes(field)) {
    throw new SportelloError(
      'exchange-invalid',
      `'${thing}' has no field '${field}'; expected ${fields.join(', ') || 'an answer, a pill or a card'}.`,
    );
  }
  const names = thing.includes('..') ? [] : await foldersIn(join(content, thing, '..'));
  if (!names.includes(thing.split('/').at(-1) ?? '')) {
    throw new SportelloError(
      'exchange-invalid',
      `There is no '${thing}' in the content folder. Was it renamed since the export?`,
    );
  }
}

/** False where nothing changed. */
async function writeText(file: string, units: readonly Unit[], by: string): Promise<boolean> {
  const old = await readText(file);
  const found = readTextFile(old ?? '');
  const isChanged = ({ field, target }: Unit): boolean =>
    target.trim() !== ((field === 'title' ? found.title : found.sections.get(field)) ?? '').trim();
  const fresh = units.filter(isChanged);
  if (fresh.length === 0) return false;
  const written = fresh.reduce(
    (text, { field, target }) => writeField(text, field, target),
    old ?? emptyTextFile(kindOf(fresh), by),
  );
  await writeFile(file, writeFront(writeFront(written, 'by', by), 'reviewed_by', ''));
  return true;
}

function kindOf(units: readonly Unit[]): string {
  return units[0]?.thing.split('/')[0] ?? '';
}

/** A file that came back, as text. */
export async function readExchangeFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new SportelloError('exchange-invalid', `There is no file '${path}' to import.`);
  }
}

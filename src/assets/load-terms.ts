import type { Term } from '../domain/assets.ts';
import { countries } from './content-scales.ts';
import { parseYaml, rootMappings } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { filesIn, readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

/** `<content>/glossary/<country>.yaml`: national terms that every language keeps. */
export async function loadTerms(content: string, reading: Reading): Promise<readonly Term[]> {
  const root = join(content, 'glossary');
  const lists = await Promise.all((await filesIn(root, '.yaml')).map((name) => loadList(root, name, reading)));
  return lists.flat();
}

async function loadList(root: string, name: string, reading: Reading): Promise<readonly Term[]> {
  const faults = faultsOf(reading, `${reading.places.names.content}/glossary/${name}`);
  const country = name.replace(/\.yaml$/, '');
  if (!countries.some((known) => known === country)) {
    faults.error(1, `'${name}': glossaries are named after their country: ${countries.join(', ')}`);
    return [];
  }
  const yaml = parseYaml((await readText(root, name)) ?? '', faults);
  const items = yaml === null ? [] : rootMappings(yaml);
  reading.places.note(
    faults.file,
    new Map(items.map((item) => [fields.textOf(fields.valueOf(item, 'term')) ?? '', fields.lineOfField(item, 'term')])),
  );
  return items.flatMap((item) => readTerm(item, country) ?? []);
}

function readTerm(mapping: Mapping, country: string): Term | null {
  const { faults } = mapping.text;
  const before = faults.errors();
  fields.refuseOthers(mapping, ['term', 'also', 'explain', 'say']);
  const term: Term = {
    country,
    term: fields.requiredText(mapping, 'term'),
    also: fields.texts(mapping, 'also'),
    explain: fields.textPairs(mapping, 'explain'),
    say: fields.textPairs(mapping, 'say'),
  };
  return faults.errors() > before ? null : term;
}

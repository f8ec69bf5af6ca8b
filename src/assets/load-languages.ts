import type { Language } from '../domain/language.ts';
import { parseYaml, rootMappings } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';

/** `<locales>/languages.yaml`: the list of languages, in its order. */
export async function loadLanguages(locales: string, reading: Reading): Promise<readonly Language[]> {
  const faults = faultsOf(reading, `${reading.places.names.locales}/languages.yaml`);
  const source = await readText(locales, 'languages.yaml');
  if (source === null) {
    faults.error(1, 'the file is missing: it lists the languages the assistant speaks');
    return [];
  }
  const yaml = parseYaml(source, faults);
  const languages = yaml === null ? [] : rootMappings(yaml).flatMap((mapping) => readLanguage(mapping) ?? []);
  if (yaml !== null && languages.length === 0) faults.error(1, 'no language is listed');
  return languages;
}

function readLanguage(mapping: Mapping): Language | null {
  const { faults } = mapping.text;
  const before = faults.errors();
  fields.refuseOthers(mapping, ['code', 'name', 'tag', 'direction', 'script']);
  const tag = fields.requiredText(mapping, 'tag');
  if (tag !== '' && !isLanguageTag(tag)) fields.complain(mapping, 'tag', `'tag' is '${tag}'; expected a BCP 47 tag as zh-Hans`);
  const language: Language = {
    code: fields.requiredText(mapping, 'code'),
    name: fields.requiredText(mapping, 'name'),
    tag,
    direction: fields.oneOf(mapping, 'direction', ['ltr', 'rtl']),
    script: fields.requiredText(mapping, 'script'),
  };
  return faults.errors() > before ? null : language;
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

import type { Json } from '../../domain/json.ts';
import type { Language } from '../../domain/language.ts';
import { report } from './checking.ts';
import type { Checking } from './checking.ts';
import { phraseLeaves } from './phrase-leaves.ts';
import { basesOf, countedForms, pluralForms } from './plural-forms.ts';

/** The language whose keys all others must have. */
const reference = 'en';

/** Rules over the phrases: every key in every language, the plural forms its grammar needs, the same variables. */
export function checkPhrases(checking: Checking): void {
  const namespaces = checking.assets.phrases[reference] ?? {};
  for (const [namespace, tree] of Object.entries(namespaces)) {
    const expected = phraseLeaves(tree);
    for (const language of checking.assets.languages) {
      const file = `${checking.places.names.locales}/${language.code}/${namespace}.json`;
      const found = phraseLeaves(checking.assets.phrases[language.code]?.[namespace] ?? {});
      if (found.size === 0 && expected.size > 0) {
        report(checking, 'error', file, '', `none of the ${String(expected.size)} phrases of '${reference}' is here`);
      } else checkFile({ checking, file, language, expected, found });
    }
  }
}

interface PhraseFile {
  readonly checking: Checking;
  readonly file: string;
  readonly language: Language;
  readonly expected: ReadonlyMap<string, Json>;
  readonly found: ReadonlyMap<string, Json>;
}

function checkFile(given: PhraseFile): void {
  const bases = basesOf(given.expected.keys());
  for (const [key, value] of given.expected) {
    if (!bases.has(baseOf(key))) checkPhrase(given, key, value);
  }
  for (const base of bases) checkPlural(given, base);
  for (const key of given.found.keys()) {
    if (given.expected.has(key) || bases.has(baseOf(key))) continue;
    report(given.checking, 'warning', given.file, key, `'${key}' is not in '${reference}', so nothing says it`);
  }
}

function checkPhrase(given: PhraseFile, key: string, expected: Json): void {
  const { checking, file, found } = given;
  const value = found.get(key);
  if (value === undefined) report(checking, 'error', file, key, `'${key}' is missing`);
  else if (Array.isArray(value) !== Array.isArray(expected)) {
    report(checking, 'error', file, key, `'${key}' is ${kind(value)}, in '${reference}' it is ${kind(expected)}`);
  } else if (isEmpty(value)) report(checking, 'error', file, key, `'${key}' is empty`);
  else compareVariables(given, key, variables(expected), variables(value));
}

function checkPlural(given: PhraseFile, base: string): void {
  const { checking, file, language, expected, found } = given;
  const type = base.endsWith('_ordinal') ? 'ordinal' : 'cardinal';
  const needed = countedForms(language.tag, type);
  const wanted = variables(expected.get(`${base}_other`) ?? '');
  for (const form of pluralForms) {
    const key = `${base}_${form}`;
    const value = found.get(key);
    if (value === undefined && needed.has(form)) {
      report(checking, 'error', file, base, `'${key}' is missing: ${language.name} needs ${[...needed].join(', ')}`);
    }
    if (value === undefined) continue;
    // "One message" needs no number.
    compareVariables(given, key, wanted, variables(value), 'count');
  }
}

function compareVariables(
  { checking, file }: PhraseFile,
  key: string,
  expected: ReadonlySet<string>,
  found: ReadonlySet<string>,
  optional?: string,
): void {
  for (const name of expected.difference(found)) {
    if (name !== optional) report(checking, 'error', file, key, `'${key}' lacks {{${name}}}, which '${reference}' has`);
  }
  for (const name of found.difference(expected)) {
    report(checking, 'error', file, key, `'${key}' has {{${name}}}, which '${reference}' does not have`);
  }
}

function isEmpty(value: Json): boolean {
  return Array.isArray(value) ? value.length === 0 : typeof value !== 'string' || value.trim() === '';
}

function kind(value: Json): string {
  return Array.isArray(value) ? 'a list' : 'a text';
}

function variables(value: Json): ReadonlySet<string> {
  if (typeof value !== 'string') return new Set();
  return new Set([...value.matchAll(/\{\{-?\s*([\w.]+)/gu)].map((match) => match[1] ?? ''));
}

function baseOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('_')));
}

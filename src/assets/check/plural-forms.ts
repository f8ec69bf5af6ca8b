/** i18next's endings, which are Unicode's plural categories. */
export const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type PluralForm = (typeof pluralForms)[number];

/** Keys without their ending that come in plural forms: those that have `_other`. */
export function basesOf(keys: Iterable<string>): ReadonlySet<string> {
  return new Set([...keys].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -'_other'.length)));
}

/**
 * The forms that counts from 0 to 1000 take in a language. Italian, Spanish and French also have a form for millions,
 * which no phrase of ours counts to.
 */
export function countedForms(tag: string, type: 'cardinal' | 'ordinal'): ReadonlySet<PluralForm> {
  const rules = new Intl.PluralRules(tag, { type });
  const forms = new Set<PluralForm>(['other']);
  for (let count = 0; count <= 1000; count += 1) forms.add(rules.select(count));
  return forms;
}

import { glossaryFile, report } from './checking.ts';
import type { Checking } from './checking.ts';

/** Rules over the glossary: each term once, explained in languages that are spoken. */
export function checkTerms(checking: Checking): void {
  const codes = new Set(checking.assets.languages.map((language) => language.code));
  const seen = new Set<string>();
  for (const { country, term, explain, say } of checking.assets.terms) {
    const file = glossaryFile(checking, country);
    const key = `${country}|${term.toLowerCase()}`;
    if (seen.has(key)) report(checking, 'error', file, term, `'${term}' is explained twice`);
    seen.add(key);
    for (const code of new Set([...Object.keys(explain), ...Object.keys(say)])) {
      if (codes.has(code)) continue;
      report(checking, 'error', file, term, `'${term}' is explained in '${code}': the languages are ${[...codes].join(', ')}`);
    }
  }
}

import type { Safeguard } from '../../domain/safeguard.ts';
import { createWordingBook, type WordingBook } from './index-wordings.ts';
import { latinWording } from './latin-wording.ts';
import { parseRule, type Rule, type RulePart } from './parse-rule.ts';
import { everyLanguage, type IndexedRule, type TriggerIndex } from './trigger-index.ts';

/**
 * Reads the triggers of all safeguards: shared rules once per language that has the words they need, lines of a language as they
 * are. All parts of a rule must be met in one language, or in words of every language: what is harmless in one means danger in
 * another.
 */
export function compileTriggers(safeguards: Iterable<Safeguard>): TriggerIndex {
  const book = createWordingBook();
  const classes = createClasses(book);
  const rules: IndexedRule[] = [];
  const parsed = new Map<string, Rule>();
  const listed = new Set<string>();
  const addRule = (family: string, language: string, line: string): void => {
    const rule = parsed.get(line) ?? parseRule(line);
    parsed.set(line, rule);
    const parts = rule.parts.map((part) => classes.of(part, language));
    if (parts.length === 0 || parts.some((part) => part.length === 0)) return;
    const without = rule.without.map((part) => classes.of(part, language)).filter((part) => part.length > 0);
    rules.push({ family, language, line, parts, near: rule.parts.map(({ isNear }) => isNear), without });
  };
  for (const safeguard of safeguards) {
    classes.learn(safeguard.words);
    const languages = Object.keys(safeguard.words).filter((language) => language !== everyLanguage);
    for (const language of languages) listed.add(language);
    for (const line of safeguard.rules) for (const language of languages) addRule(safeguard.family, language, line);
    for (const { language, triggers, latin } of Object.values(safeguard.texts)) {
      for (const line of [...triggers, ...latin]) addRule(safeguard.family, language, line);
    }
  }
  const { steps, wordings } = book.close();
  const sizes = classes.sizes();
  const rulesFrom = sizes.map((): number[] => []);
  rules.forEach(({ parts }, id) => {
    for (const each of rarestPart(parts, sizes)) rulesFrom[each]?.push(id);
  });
  return { steps, wordings, rules, rulesFrom, languageOf: classes.languages(), listed: [...listed] };
}

interface Classes {
  /** Makes word lists known; the same lists again cost nothing. */
  learn(words: Safeguard['words']): void;
  /** Ids of the classes that make up a part in one language; none where the language has no word for it. */
  of(part: RulePart, language: string): readonly number[];
  /** By class: how many wordings it has. */
  sizes(): readonly number[];
  /** By class. */
  languages(): readonly string[];
}

function createClasses(book: WordingBook): Classes {
  const ids = new Map<string, number>();
  const sizes: number[] = [];
  const languages: string[] = [];
  const learnt = new Set<Safeguard['words']>();

  const make = (key: string, wordings: readonly string[], language: string): number => {
    const id = sizes.length;
    ids.set(key, id);
    sizes.push(wordings.length);
    languages.push(language);
    for (const wording of wordings) {
      book.add(wording, id);
      const latin = latinWording(wording, language);
      if (latin !== null) book.add(latin, id);
    }
    return id;
  };
  const named = (name: string, language: string): readonly number[] =>
    [ids.get(`${language} <${name}>`), ids.get(`${everyLanguage} <${name}>`)].filter((id) => id !== undefined);

  return {
    learn(words) {
      if (learnt.has(words)) return;
      learnt.add(words);
      for (const [language, lists] of Object.entries(words)) {
        for (const [name, wordings] of Object.entries(lists)) make(`${language} <${name}>`, wordings, language);
      }
    },
    of({ classes, wording }, language) {
      if (classes.length > 0) return classes.flatMap((name) => named(name, language));
      const key = `${language} ${wording}`;
      return /[\p{L}\p{N}]/u.test(wording) ? [ids.get(key) ?? make(key, [wording], language)] : [];
    },
    sizes: () => sizes,
    languages: () => languages,
  };
}

function rarestPart(parts: IndexedRule['parts'], sizes: readonly number[]): readonly number[] {
  const sizeOf = (part: readonly number[]): number => part.reduce((sum, each) => sum + (sizes[each] ?? 0), 0);
  return parts.reduce((best, part) => (sizeOf(part) < sizeOf(best) ? part : best));
}

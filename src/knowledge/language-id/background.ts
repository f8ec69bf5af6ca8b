import type { SearchText } from '../index/read-entries.ts';
import corpus from './corpus.json' with { type: 'json' };

/** Everyday sentences in these languages: what tells common words from telling ones where the content is small. */
export function backgroundTexts(languages: ReadonlySet<string>): SearchText[] {
  return Object.entries(corpus).flatMap(([variety, text]) => {
    const language = variety.split('-')[0] ?? variety;
    if (!languages.has(language)) return [];
    return text.split('\n').map((line) => ({ text: line, language }));
  });
}

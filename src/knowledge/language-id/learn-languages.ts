import type { Assets } from '../../domain/assets.ts';
import corpus from './corpus.json' with { type: 'json' };
import { buildProfiles, type Profiles } from './profiles.ts';

/** How each language is written: from our own sentences, and the content's own questions; romanised ones under their variety. */
export function learnLanguages({ entries }: Pick<Assets, 'entries'>): Profiles {
  const texts: Record<string, string> = { ...corpus };
  const add = (variety: string, lines: readonly string[]): void => {
    texts[variety] = [texts[variety] ?? '', ...lines].join('\n');
  };
  for (const { texts: byLanguage } of entries.values()) {
    for (const { language, title, questions, latin } of Object.values(byLanguage)) {
      add(language, [title, ...questions]);
      if (latin.length > 0) add(`${language}-Latn`, latin);
    }
  }
  return buildProfiles(texts);
}

import type { Entry, EntryText } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import { answerPassages, passagesHash } from './passages.ts';

/** What there is in one language for one country's answers. */
export interface LanguageStatus {
  readonly country: string;
  readonly language: string;
  readonly answers: number;
  /** Whole texts; of them older than their source; of them checked by a person. */
  readonly texts: number;
  readonly stale: number;
  readonly reviewed: number;
  /** Answers with question variants, and how many variants in all, romanised ones counted. */
  readonly asked: number;
  readonly variants: number;
}

/** By country and language, in the order of the language list. */
export function contentStatus({ entries, languages }: Pick<Assets, 'entries' | 'languages'>): readonly LanguageStatus[] {
  const countries = Map.groupBy(entries.values(), ({ country }) => country);
  return [...countries].flatMap(([country, own]) => languages.map(({ code }) => statusOf(country, code, own)));
}

function statusOf(country: string, language: string, entries: readonly Entry[]): LanguageStatus {
  const found = entries.flatMap((entry) => {
    const text = entry.texts[language];
    return text === undefined ? [] : [{ entry, text }];
  });
  const whole = found.filter(({ text }) => text.body !== null);
  return {
    country,
    language,
    answers: entries.length,
    texts: whole.length,
    stale: whole.filter(({ entry, text }) => isStale(entry, text)).length,
    reviewed: whole.filter(({ text }) => text.reviewedBy !== null).length,
    asked: found.filter(({ text }) => text.questions.length > 0).length,
    variants: found.reduce((sum, { text }) => sum + text.questions.length + text.latin.length, 0),
  };
}

/** Whether the source text moved on since this one was translated, or nobody can tell. */
export function isStale(entry: Pick<Entry, 'sourceLanguage' | 'texts'>, text: EntryText): boolean {
  const source = entry.texts[entry.sourceLanguage];
  if (source === undefined || text.language === entry.sourceLanguage) return false;
  return text.sourceHash !== passagesHash(answerPassages(source));
}

import type { Entry, EntryText } from '../../domain/answer.ts';
import type { Term } from '../../domain/assets.ts';
import type { SearchEntry, SearchText } from '../index/read-entries.ts';

/** The content as it is searched: titles, questions and their Latin spellings as variants; what the answers say, and words around them, as bodies. */
export function searchEntries(entries: Iterable<Entry>, glossary: readonly Term[]): SearchEntry[] {
  return Array.from(entries, (entry) => ({
    id: entry.id,
    variants: Object.values(entry.texts).flatMap(variantsOf),
    bodies: [
      ...Object.values(entry.texts).flatMap((text) => [...bodiesOf(text), wordsOf(text)]),
      termsOf(entry, glossary),
    ].filter(({ text }) => text !== ''),
  }));
}

function variantsOf({ language, title, questions, latin }: EntryText): SearchText[] {
  return [title, ...questions, ...latin].map((text) => ({ text, language }));
}

function bodiesOf({ language, body }: EntryText): SearchText[] {
  if (body === null) return [];
  const { short, full, steps, documents, cost, deadlines } = body;
  return [{ language, text: [short, full, ...steps, ...documents, cost ?? '', deadlines ?? ''].join('\n') }];
}

/** What people say around the need. */
function wordsOf({ language, words }: EntryText): SearchText {
  return { language, text: words.join('\n') };
}

/** The national terms that an entry is about, as people spell and say them. */
function termsOf(entry: Entry, glossary: readonly Term[]): SearchText {
  const known = glossary.filter((term) => term.country === entry.country && entry.terms.includes(term.term));
  const spoken = known.flatMap((term) => [...term.also, ...Object.values(term.say)]);
  return { language: entry.sourceLanguage, text: [...entry.terms, ...spoken].join('\n') };
}

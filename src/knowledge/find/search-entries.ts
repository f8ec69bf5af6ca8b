import type { Entry, EntryText } from '../../domain/answer.ts';
import type { Asides, Term } from '../../domain/assets.ts';
import type { SearchEntry, SearchText } from '../index/read-entries.ts';

/** No country is called so. */
const asidePrefix = 'aside/';

/** The content as it is searched: titles, questions and their Latin spellings as variants; what the answers
 * say as bodies; and words around them. */
export function searchEntries(entries: Iterable<Entry>, glossary: readonly Term[]): SearchEntry[] {
  return Array.from(entries, (entry) => ({
    id: entry.id,
    variants: Object.values(entry.texts).flatMap(variantsOf),
    bodies: [...Object.values(entry.texts).flatMap(bodiesOf), termsOf(entry, glossary)].filter(({ text }) => text !== ''),
    words: Object.values(entry.texts).flatMap(wordsOf),
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

function wordsOf({ language, words }: EntryText): SearchText[] {
  return words.length === 0 ? [] : [{ language, text: words.join('\n') }];
}

/** The national terms that an entry is about, as people spell and say them. */
function termsOf(entry: Entry, glossary: readonly Term[]): SearchText {
  const known = glossary.filter((term) => term.country === entry.country && entry.terms.includes(term.term));
  const spoken = known.flatMap((term) => [...term.also, ...Object.values(term.say)]);
  return { language: entry.sourceLanguage, text: [...entry.terms, ...spoken].join('\n') };
}

/** Parts in which a topic's words are kept, so that some can be hidden while the others are learned from. */
export const asideParts = 4;

/** Topics that people ask about and that have no answer, to compete with those that have one. */
export function asideEntries(asides: Asides): SearchEntry[] {
  const texts = Object.entries(asides).flatMap(([language, topics]) => {
    return Object.entries(topics).flatMap(([topic, words]) =>
      Array.from({ length: asideParts }, (_, part) => {
        const text = words.filter((_word, i) => i % asideParts === part).join('\n');
        return { topic, text: { language, text } };
      }),
    );
  });
  return [...Map.groupBy(texts, ({ topic }) => topic)].map(([topic, of]) => ({
    id: `${asidePrefix}${topic}`,
    variants: [],
    // They have nothing else to be found by, so what they have counts as both.
    bodies: of.map(({ text }) => text),
    words: of.map(({ text }) => text),
  }));
}

/** Whether an index's entry is a topic without an answer. */
export function isAside(id: string): boolean {
  return id.startsWith(asidePrefix);
}

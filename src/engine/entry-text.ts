import type { Entry, EntryBody, EntryText } from '../domain/answer.ts';

export interface WrittenText extends EntryText {
  readonly body: EntryBody;
}

/** The entry's text in the first language of the chain that has one, else in its source's, else in any. */
export function bestText(entry: Entry, chain: readonly string[]): WrittenText | null {
  for (const language of [...chain, entry.sourceLanguage, ...Object.keys(entry.texts)]) {
    const text = entry.texts[language];
    if (text !== undefined && text.body !== null) return { ...text, body: text.body };
  }
  return null;
}

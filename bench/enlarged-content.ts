import type { Entry } from '../src/domain/answer.ts';
import type { Assets } from '../src/domain/assets.ts';

/** Copies that ask about something of their own: a made-up word in every question, title and text. */
function copyOf(entry: Entry, number: number): Entry {
  const word = `${String.fromCharCode(97 + (number % 26))}${(number * 7919 + 104_729).toString(36)}`;
  const marked = (text: string): string => (number === 0 ? text : `${text} ${word}`);
  const texts = Object.fromEntries(
    Object.entries(entry.texts).map(([language, text]) => [
      language,
      { ...text, title: marked(text.title), questions: text.questions.map(marked), latin: text.latin.map(marked) },
    ]),
  );
  return { ...entry, id: number === 0 ? entry.id : `${entry.id}-${String(number)}`, texts };
}

/** The content with every entry so many times. */
export function enlarged(assets: Assets, factor: number): Assets {
  const entries = [...assets.entries.values()].flatMap((entry) => Array.from({ length: factor }, (_, n) => copyOf(entry, n)));
  return { ...assets, entries: new Map(entries.map((entry) => [entry.id, entry])) };
}

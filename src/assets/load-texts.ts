import { itemsOf, parseMarkdown } from './parse-markdown.ts';
import type { MarkdownText } from './parse-markdown.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { filesIn, readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';

/** How one kind of text is read: the file of the fields beside it, its sections' names, and the typed text out of the parsed one. */
export interface TextKind<T> {
  /** `entry.yaml`: beside the texts, nothing else is read from their folder. */
  readonly fieldsFile: string;
  readonly sections: readonly string[];
  /** Those sections that are lists. */
  readonly lists: readonly string[];
  read(markdown: MarkdownText, language: string): T;
}

/** All `<lang>.md` of a folder, by language. Texts with faults in their form are left out. */
export async function loadTexts<T>(
  folder: string,
  shown: string,
  reading: Reading,
  kind: TextKind<T>,
): Promise<Readonly<Record<string, T>>> {
  const all = await filesIn(folder, '');
  refuseStrays(all, shown, reading, kind);
  const names = all.filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(names.map((name) => loadText(folder, shown, name, reading, kind)));
  return Object.fromEntries(texts.filter((text) => text !== null));
}

/** What an author believes to be said, and nobody reads. */
function refuseStrays<T>(names: readonly string[], shown: string, reading: Reading, { fieldsFile }: TextKind<T>): void {
  for (const name of names) {
    if (name === fieldsFile || name.endsWith('.md')) continue;
    const message = `nobody reads '${name}': this folder holds ${fieldsFile} and one text per language, as it.md`;
    faultsOf(reading, `${shown}/${name}`).error(1, message);
  }
}

async function loadText<T>(
  folder: string,
  shown: string,
  name: string,
  reading: Reading,
  kind: TextKind<T>,
): Promise<readonly [string, T] | null> {
  const file = `${shown}/${name}`;
  const faults = faultsOf(reading, file);
  const language = name.slice(0, -'.md'.length);
  if (!/^[a-z]{2,3}$/.test(language)) {
    faults.error(1, `'${name}': texts are named after their language, as it.md`);
    return null;
  }
  const markdown = parseMarkdown((await readText(folder, name)) ?? '', faults, kind.sections);
  if (markdown === null) return null;
  reading.places.note(file, linesOf(markdown, kind.lists));
  const text = kind.read(markdown, language);
  return faults.errors() > 0 ? null : [language, text];
}

/** Lines of fields, of list items (`questions.0`, `steps.0`), of sections and of their lines (`full.0`). */
function linesOf(markdown: MarkdownText, listSections: readonly string[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const note = (name: string, line: number, parts: readonly number[]): void => {
    lines.set(name, line);
    parts.forEach((part, index) => lines.set(`${name}.${String(index)}`, part));
  };
  for (const name of fields.namesOf(markdown.front)) {
    note(name, fields.lineOfField(markdown.front, name), fields.itemLines(markdown.front, name));
  }
  for (const [name, section] of markdown.sections) {
    const parts = listSections.includes(name)
      ? itemsOf(section).map((item) => item.line)
      : section.text.split('\n').map((_, index) => section.line + index);
    note(name, section.line, parts);
  }
  return lines;
}

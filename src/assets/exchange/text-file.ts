import { parse, stringify } from 'yaml';

/** A text file as translators see it: its title, and its sections as they stand, in their order. */
export interface TextFile {
  readonly title: string | null;
  readonly sections: ReadonlyMap<string, string>;
}

const heading = /^## ([a-z]+)[ \t]*$/gm;

export function readTextFile(text: string): TextFile {
  const { front, body } = split(text);
  const fields = (parse(front) ?? {}) as Readonly<Record<string, unknown>>;
  const { title } = fields;
  const starts = [...body.matchAll(heading)];
  const sections = starts.map((match, i) => {
    const from = match.index + match[0].length;
    return [match[1] ?? '', body.slice(from, starts[i + 1]?.index ?? body.length).trim()] as const;
  });
  return { title: typeof title === 'string' ? title : null, sections: new Map(sections) };
}

/** The text with one field changed and every other byte as it was; a section that is not there yet is added at the end. */
export function writeField(text: string, field: string, value: string): string {
  if (field === 'title') return writeFront(text, 'title', value);
  const { front, body } = split(text);
  const starts = [...body.matchAll(heading)];
  const index = starts.findIndex((match) => match[1] === field);
  const head = `---\n${front}\n---\n`;
  if (index === -1) return `${head}${body.trimEnd()}${body.trim() === '' ? '' : '\n\n'}## ${field}\n${value.trim()}\n`;
  const from = (starts[index]?.index ?? 0) + (starts[index]?.[0].length ?? 0);
  const to = starts[index + 1]?.index ?? body.length;
  const old = body.slice(from, to);
  const start = old.length - old.trimStart().length;
  const end = old.trimEnd().length;
  return head + body.slice(0, from) + old.slice(0, start || 1) + value.trim() + old.slice(Math.max(end, start)) + body.slice(to);
}

/** Changes one line of the front matter. */
export function writeFront(text: string, field: string, value: string): string {
  const { front, body } = split(text);
  const line = value === '' ? `${field}:` : stringify({ [field]: value }, { lineWidth: 0 }).trimEnd();
  const pattern = new RegExp(`^${field}:.*$`, 'm');
  const changed = pattern.test(front) ? front.replace(pattern, () => line) : `${front}\n${line}`;
  return `---\n${changed}\n---\n${body}`;
}

/** Front matter of each kind of thing, beside who wrote the text. */
const frontOf: Readonly<Record<string, string>> = {
  answers: 'title:\nquestions: []\nlatin: []\nwords:\n',
  pills: 'title:\n',
  safeguards: 'triggers: []\nlatin: []\n',
};

/** A file for a language that has none yet. `kind`: the folder below the content folder. */
export function emptyTextFile(kind: string, by: string): string {
  return `---\n${frontOf[kind] ?? ''}${stringify({ by }).trimEnd()}\nreviewed_by:\nsource_hash:\n---\n`;
}

function split(text: string): { readonly front: string; readonly body: string } {
  const found = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (found === null) return { front: '', body: text };
  return { front: found[1] ?? '', body: text.slice(found[0].length) };
}

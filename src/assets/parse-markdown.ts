import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import type { FaultList } from './fault-list.ts';

/** A content text: fields on top, then sections with fixed English names. */
export interface MarkdownText {
  readonly front: Mapping;
  /** In the order of the file. Empty: the file has no body. */
  readonly sections: ReadonlyMap<string, Section>;
}

export interface Section {
  /** Without the blank lines around it. */
  readonly text: string;
  /** The file's line on which the text begins. */
  readonly line: number;
}

/** Reads `---` front matter `---` and `## name` sections. Null when the front matter can't be read. */
export function parseMarkdown(source: string, faults: FaultList, names: readonly string[]): MarkdownText | null {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    faults.error(1, "the file must begin with fields between two lines '---'");
    return null;
  }
  const yaml = parseYaml(lines.slice(1, end).join('\n'), faults, 2);
  const front = yaml === null ? null : rootMapping(yaml);
  return front === null ? null : { front, sections: readSections(lines, end + 1, faults, names) };
}

function readSections(
  lines: readonly string[],
  start: number,
  faults: FaultList,
  names: readonly string[],
): Map<string, Section> {
  const sections = new Map<string, Section>();
  const headings = lines.flatMap((line, index) => (index >= start && /^##\s/.test(line) ? [index] : []));
  const stray = lines.findIndex((line, index) => index >= start && line.trim() !== '');
  if (stray !== -1 && stray !== headings[0]) {
    faults.error(stray + 1, `text before the first section; begin with '## ${names[0] ?? ''}'`);
  }
  headings.forEach((heading, order) => {
    const name = (lines[heading] ?? '').slice(2).trim();
    if (!names.includes(name)) faults.error(heading + 1, `unknown section '## ${name}'; expected ${names.join(', ')}`);
    else if (sections.has(name)) faults.error(heading + 1, `section '## ${name}' stands here twice`);
    else sections.set(name, cutSection(lines, heading + 1, headings[order + 1] ?? lines.length));
  });
  return sections;
}

function cutSection(lines: readonly string[], from: number, until: number): Section {
  let first = from;
  while (first < until && lines[first]?.trim() === '') first += 1;
  const text = lines.slice(first, until).join('\n').trimEnd();
  return { text, line: (text === '' ? from : first) + 1 };
}

export interface Item {
  readonly text: string;
  readonly line: number;
}

/** The items of a section whose lines begin with `1.`, `a.` or `-`; a line without a mark goes on the one above. */
export function itemsOf(section: Section | undefined): readonly Item[] {
  const items: Item[] = [];
  for (const [index, raw] of (section?.text ?? '').split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const marked = /^(?:\d{1,2}[.)]|[a-z][.)]|[-*])\s+(.*)$/u.exec(line)?.[1];
    const last = items.at(-1);
    if (marked === undefined && last !== undefined) items[items.length - 1] = { ...last, text: `${last.text} ${line}` };
    else items.push({ text: marked ?? line, line: (section?.line ?? 1) + index });
  }
  return items;
}

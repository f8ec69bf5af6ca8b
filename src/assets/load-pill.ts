import type { Pill, PillText } from '../domain/pill.ts';
import { pillTopics } from '../domain/pill.ts';
import { pillSections } from './content-scales.ts';
import { loadTexts } from './load-texts.ts';
import type { TextKind } from './load-texts.ts';
import { itemsOf } from './parse-markdown.ts';
import type { MarkdownText } from './parse-markdown.ts';
import { parseYaml, rootMapping } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { foldersIn, readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';
import { join } from 'node:path';

const pillText: TextKind<PillText> = {
  fieldsFile: 'pill.yaml',
  sections: pillSections,
  lists: ['points', 'options'],
  read: readPillText,
};

/** Every info-pill below `<content>/pills/<slug>/`, by slug. */
export async function loadPills(content: string, reading: Reading): Promise<ReadonlyMap<string, Pill>> {
  const root = join(content, 'pills');
  const pills = await Promise.all((await foldersIn(root)).map((slug) => loadPill(root, slug, reading)));
  return new Map(pills.filter((pill) => pill !== null).map((pill) => [pill.id, pill]));
}

async function loadPill(root: string, id: string, reading: Reading): Promise<Pill | null> {
  const folder = `${reading.places.names.content}/pills/${id}`;
  const faults = faultsOf(reading, `${folder}/pill.yaml`);
  const source = await readText(root, id, 'pill.yaml');
  const texts = await loadTexts(join(root, id), folder, reading, pillText);
  if (source === null) {
    faults.error(1, 'the file is missing: every pill needs one (content/README.md shows it)');
    return null;
  }
  const yaml = parseYaml(source, faults);
  const mapping = yaml === null ? null : rootMapping(yaml);
  if (mapping === null) return null;
  reading.places.note(faults.file, new Map(fields.namesOf(mapping).map((name) => [name, fields.lineOfField(mapping, name)])));
  const pill = readPill(mapping, id, texts);
  return faults.errors() > 0 ? null : pill;
}

function readPill(mapping: Mapping, id: string, texts: Readonly<Record<string, PillText>>): Pill {
  fields.refuseOthers(mapping, ['brief', 'topic', 'answer', 'source_language', 'country_line']);
  const letters = ['a', 'b', 'c'] as const;
  return {
    id,
    brief: fields.requiredText(mapping, 'brief'),
    topic: fields.oneOf(mapping, 'topic', pillTopics),
    answer: letters.indexOf(fields.oneOf(mapping, 'answer', letters)),
    sourceLanguage: fields.requiredText(mapping, 'source_language'),
    countryLine: !fields.isAbsent(mapping, 'country_line') && fields.requiredFlag(mapping, 'country_line'),
    texts,
  };
}

function readPillText({ front, sections }: MarkdownText, language: string): PillText {
  fields.refuseOthers(front, ['title', 'by', 'reviewed_by', 'source_hash']);
  for (const name of pillSections) {
    if (!sections.get(name)?.text)
      front.text.faults.error(sections.get(name)?.line ?? 1, `section '## ${name}' is missing or empty`);
  }
  return {
    language,
    title: fields.requiredText(front, 'title'),
    points: itemsOf(sections.get('points')).map((item) => item.text),
    question: sections.get('question')?.text ?? '',
    options: itemsOf(sections.get('options')).map((item) => item.text),
    why: sections.get('why')?.text ?? '',
    by: fields.requiredText(front, 'by'),
    reviewedBy: fields.optionalText(front, 'reviewed_by'),
    sourceHash: fields.optionalText(front, 'source_hash'),
  };
}

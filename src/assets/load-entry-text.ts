import type { EntryBody, EntryText } from '../domain/answer.ts';
import { answerSections } from './content-scales.ts';
import type { TextKind } from './load-texts.ts';
import { itemsOf } from './parse-markdown.ts';
import type { MarkdownText } from './parse-markdown.ts';
import * as fields from './yaml-fields.ts';

/** `<lang>.md` of an answer. */
export const loadEntryText: TextKind<EntryText> = {
  fieldsFile: 'entry.yaml',
  sections: answerSections,
  lists: ['steps', 'documents'],
  read: readEntryText,
};

function readEntryText(markdown: MarkdownText, language: string): EntryText {
  const { front } = markdown;
  fields.refuseOthers(front, ['title', 'questions', 'latin', 'words', 'by', 'reviewed_by', 'source_hash']);
  return {
    language,
    title: fields.requiredText(front, 'title'),
    questions: fields.texts(front, 'questions'),
    latin: fields.texts(front, 'latin'),
    words: fields.wordList(front, 'words'),
    by: fields.requiredText(front, 'by'),
    reviewedBy: fields.optionalText(front, 'reviewed_by'),
    sourceHash: fields.optionalText(front, 'source_hash'),
    body: markdown.sections.size === 0 ? null : readBody(markdown),
  };
}

function readBody({ front, sections }: MarkdownText): EntryBody {
  const text = (name: string): string | null => sections.get(name)?.text || null;
  const required = (name: string): string => {
    const found = text(name);
    if (found === null) front.text.faults.error(sections.get(name)?.line ?? 1, `section '## ${name}' is missing or empty`);
    return found ?? '';
  };
  const items = (name: string): readonly string[] => itemsOf(sections.get(name)).map((item) => item.text);
  return {
    short: required('short'),
    full: required('full'),
    steps: items('steps'),
    documents: items('documents'),
    cost: text('cost'),
    deadlines: text('deadlines'),
    office: text('office'),
  };
}

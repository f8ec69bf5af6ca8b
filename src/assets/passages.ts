import type { EntryText } from '../domain/answer.ts';
import type { PillText } from '../domain/pill.ts';
import type { SafeguardText } from '../domain/safeguard.ts';
import { shortHash } from './short-hash.ts';

/** A line of what a person reads, with the name under which its place in the file is known. */
export interface Passage {
  readonly field: string;
  readonly text: string;
}

/** Title and body of an answer: what a translator translates. How people ask is no translation. */
export function answerPassages({ title, body }: EntryText): readonly Passage[] {
  return [
    { field: 'title', text: title },
    ...(body === null
      ? []
      : [
          ...lines('short', body.short),
          ...lines('full', body.full),
          ...items('steps', body.steps),
          ...items('documents', body.documents),
          ...lines('cost', body.cost ?? ''),
          ...lines('deadlines', body.deadlines ?? ''),
          ...lines('office', body.office ?? ''),
        ]),
  ];
}

export function pillPassages(text: PillText): readonly Passage[] {
  return [
    { field: 'title', text: text.title },
    ...items('points', text.points),
    ...lines('question', text.question),
    ...items('options', text.options),
    ...lines('why', text.why),
  ];
}

export function safeguardPassages(text: SafeguardText): readonly Passage[] {
  return lines('card', text.card);
}

/** Of a source text, however its whitespace is laid out: a translation remembers it, to know when it has become old. */
export function passagesHash(passages: readonly Passage[]): string {
  const text = passages.map((passage) => passage.text).join(' ');
  return shortHash(text.replaceAll(/\s+/gu, ' ').trim());
}

function lines(field: string, text: string): readonly Passage[] {
  return text === '' ? [] : items(field, text.split('\n'));
}

function items(field: string, texts: readonly string[]): readonly Passage[] {
  return texts.map((text, index) => ({ field: `${field}.${String(index)}`, text }));
}

import type { EntryBody } from '../domain/answer.ts';
import type { Draft } from './draft.ts';
import type { Section } from './lexicon.ts';
import { phrase } from './wording.ts';

/** Longest message of the rest of an answer. Source: PRODUCT, "≤ 700 characters a message". */
export const longestPart = 700;

/** The rest of an answer in messages: the whole text, then steps, documents, cost, deadlines and office. */
export function moreMessages(draft: Draft, body: EntryBody): readonly string[] {
  const parts = (['steps', 'documents', 'cost', 'deadlines', 'office'] as const).map((name) => sectionText(draft, name, body));
  return pack([body.full, ...parts].filter((part) => part !== '').flatMap(cut));
}

/** One part of an answer under its name; empty where it is not written. */
export function sectionText(draft: Draft, name: Section, body: EntryBody): string {
  const written = {
    steps: body.steps.map((step, index) => `${String(index + 1)}. ${step}`).join('\n'),
    documents: body.documents.map((document) => `- ${document}`).join('\n'),
    cost: body.cost ?? '',
    deadlines: body.deadlines ?? '',
    office: body.office ?? '',
  }[name];
  return written === '' ? '' : `**${phrase(draft, `answer.${name}`)}**\n${written}`;
}

export function hasMore(body: EntryBody): boolean {
  return [body.full, ...body.steps, ...body.documents, body.cost ?? '', body.deadlines ?? '', body.office ?? ''].some(
    (part) => part !== '',
  );
}

/** As few messages as the length allows; sections stay whole. */
function pack(sections: readonly string[]): readonly string[] {
  const messages: string[] = [];
  for (const text of sections) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + 2 + text.length <= longestPart) messages[messages.length - 1] = `${last}\n\n${text}`;
    else messages.push(text);
  }
  return messages;
}

/** A section that is too long, at its line ends; a line that is too long, at its spaces. */
function cut(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longestPart) {
    const window = rest.slice(0, longestPart + 1);
    const end = [window.lastIndexOf('\n'), window.lastIndexOf(' ')].find((index) => index > longestPart / 3) ?? longestPart;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}

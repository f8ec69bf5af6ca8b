import type { EntryBody } from '../domain/answer.ts';
import type { Draft } from './draft.ts';
import { phrase } from './wording.ts';

/** Longest message of the rest of an answer. Source: PRODUCT, "≤ 700 characters a message". */
export const longestPart = 700;

/** The rest of an answer in messages: the whole text, then steps, documents, cost, deadlines and office. */
export function moreMessages(draft: Draft, body: EntryBody): readonly string[] {
  const sections = [
    body.full,
    section(draft, 'steps', body.steps.map((step, index) => `${String(index + 1)}. ${step}`).join('\n')),
    section(draft, 'documents', body.documents.map((document) => `- ${document}`).join('\n')),
    section(draft, 'cost', body.cost ?? ''),
    section(draft, 'deadlines', body.deadlines ?? ''),
    section(draft, 'office', body.office ?? ''),
  ];
  return pack(sections.filter((part) => part !== '').flatMap(cut));
}

export function hasMore(body: EntryBody): boolean {
  return [body.full, ...body.steps, ...body.documents, body.cost ?? '', body.deadlines ?? '', body.office ?? ''].some(
    (part) => part !== '',
  );
}

function section(draft: Draft, name: string, text: string): string {
  return text === '' ? '' : `**${phrase(draft, `answer.${name}`)}**\n${text}`;
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

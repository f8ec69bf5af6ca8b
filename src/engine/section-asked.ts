import type { Entry, EntryBody } from '../domain/answer.ts';
import type { Draft } from './draft.ts';
import { sections } from './lexicon.ts';
import type { Section } from './lexicon.ts';
import { normalise } from './normalise.ts';

export interface AskedSection {
  readonly section: Section;
  /** Nothing else is in the text: it can only lean on the answer before. */
  readonly isAlone: boolean;
  readonly isWritten: boolean;
}

/** Longer questions name their own topic. */
const longestFollowUp = 6;
const longestHanFollowUp = 12;

/** The part of the answer shown last that a short question asks for, one that is written if it can be; null where it asks for none. */
export function sectionAsked(draft: Draft, text: string, entry: Entry, body: EntryBody): AskedSection | null {
  if (entry.id !== draft.state.lastEntry) return null;
  const said = normalise(text);
  const isHan = /\p{Script=Han}/u.test(said);
  if (isHan ? [...said].length > longestHanFollowUp : said.split(' ').length > longestFollowUp) return null;
  const asked = sections.flatMap((section) =>
    draft.lexicon.sections[section].flatMap((word) => {
      const rest = restAround(said, word);
      return rest === null ? [] : [{ section, isAlone: isSmall(rest), isWritten: (body[section]?.length ?? 0) > 0 }];
    }),
  );
  const alone = asked.filter(({ isAlone }) => isAlone);
  const written = [...alone, ...asked].find(({ isWritten }) => isWritten);
  return written ?? alone[0] ?? null;
}

/** Whether a text asks for a part of some answer. */
export function mentionsSection(draft: Draft, said: string): boolean {
  return sections.some((section) => draft.lexicon.sections[section].some((word) => restAround(said, word) !== null));
}

/** What a text says beside a word; null where the word is not in it. */
function restAround(said: string, word: string): string | null {
  if (!said.includes(word)) return null;
  const isHan = /\p{Script=Han}/u.test(word);
  const [before, ...after] = isHan ? said.split(word) : ` ${said} `.split(` ${word} `);
  return after.length === 0 ? null : [before, ...after].join(' ').trim();
}

/** Articles, `and`, question particles. */
function isSmall(rest: string): boolean {
  return rest.split(' ').every((word) => [...word].length <= (/\p{Script=Han}/u.test(word) ? 2 : 3));
}

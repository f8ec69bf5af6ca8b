import { editDistance } from '../domain/edit-distance.ts';
import type { Choice } from './choice.ts';
import type { Lexicon } from './lexicon.ts';
import { normalise } from './normalise.ts';

const hanDigits: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const letters = 'abcdefghij';
const arabicLetters = ['ا', 'ب', 'ج', 'د', 'ه', 'و'];
/** Longer replies are sentences: a label inside one does not choose it. */
const shortReplyWords = 3;

/**
 * The option that a typed reply means: its label or a synonym, a number in any script or word, a letter, a label inside a
 * short reply, or a label with small typos. Null when none does, or more than one. `strict`, for buttons that nobody asked
 * about: no letters, and no labels inside other words; `labels`: no numbers either.
 */
export function matchReply<Some extends Named>(
  text: string,
  choices: readonly Some[],
  lexicon: Lexicon,
  manner: 'loose' | 'strict' | 'labels' = 'loose',
): Some | null {
  const said = normalise(text);
  if (said === '') return null;
  const named = choices.map((choice) => ({ choice, names: namesOf(choice), labels: labelsOf(choice) }));
  const exact = named.find(({ names }) => names.includes(said));
  if (exact !== undefined) return exact.choice;
  if (manner === 'labels') return closest(said, named);
  const number = readNumber(said, lexicon) ?? (manner === 'loose' ? readLetter(said) : null);
  if (number !== null) return choices[number - 1] ?? null;
  if (manner === 'strict') return closest(said, named);
  const inside = named.filter(({ names }) => names.some((name) => contains(said, name)));
  const part = named.filter(({ labels }) => labels.some((name) => isPartOf(said, name)));
  return only(inside) ?? only(part) ?? closest(said, named);
}

/** 1 for `1`, `١`, `一`, `第一`, `two` → 2, `numero 2` → 2; null for what is no number. */
export function readNumber(said: string, lexicon: Lexicon): number | null {
  const digits = /^(?:\p{L}+ )?(\d{1,2})$/u.exec(said);
  if (digits !== null) return Number(digits[1]);
  const [han] = [...said.replace(/^第/u, '').replace(/[个個]$/u, '')];
  if (/^第?[一二两三四五六七八九十][个個]?$/u.test(said) && han !== undefined) return hanDigits[han] ?? null;
  return lexicon.numbers.get(said) ?? null;
}

function readLetter(said: string): number | null {
  if ([...said].length !== 1) return null;
  const index = Math.max(letters.indexOf(said), arabicLetters.indexOf(said));
  return index === -1 ? null : index + 1;
}

type Named = Pick<Choice, 'title' | 'also' | 'words'>;

interface Candidate<Some> {
  readonly choice: Some;
  readonly names: readonly string[];
  readonly labels: readonly string[];
}

/** Everything an option is called, normalised. */
export function namesOf(choice: Named): readonly string[] {
  return [...labelsOf(choice), ...(choice.words?.() ?? []).map(normalise)].filter((name) => name !== '');
}

function labelsOf({ title, also }: Named): readonly string[] {
  return [title, ...(also?.() ?? [])].map(normalise).filter((name) => name !== '');
}

function only<Some>(found: readonly Candidate<Some>[]): Some | null {
  return found.length === 1 ? (found[0]?.choice ?? null) : null;
}

function contains(said: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(name))
    return [...name].length > 1 && said.includes(name) && [...said].length <= [...name].length + 6;
  return said.split(' ').length <= shortReplyWords && ` ${said} `.includes(` ${name} `);
}

/** `money` for the one option called `Money and loans`. */
function isPartOf(said: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(said)) return [...said].length > 1 && name.includes(said);
  return said.length > 2 && ` ${name} `.includes(` ${said} `);
}

function closest<Some>(said: string, named: readonly Candidate<Some>[]): Some | null {
  const near = named.filter(({ names }) => names.some((name) => isNear(said, name)));
  return only(near);
}

function isNear(said: string, name: string): boolean {
  const typos = allowedTypos(name);
  return editDistance(said, name, typos) <= typos;
}

/** A word of four letters bears one wrong letter, one of eight two; shorter ones and numbers none. */
function allowedTypos(name: string): number {
  const { length } = [...name];
  if (length < 4 || !/\p{L}/u.test(name)) return 0;
  return length < 8 ? 1 : 2;
}

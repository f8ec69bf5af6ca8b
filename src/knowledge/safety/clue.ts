import { arabicStem, words } from '../tokens/tokenise.ts';
import type { Word } from '../tokens/tokenise.ts';

/** Words in a row that, where they stand, speak of a danger or a part of one. */
export type Clue = readonly ClueWord[];

export interface ClueWord {
  readonly text: string;
  /** `*`: any ending. */
  readonly isOpen: boolean;
  readonly script: Word['script'];
}

/** `known`: words read so far, since the same ones stand in many clues. */
export function compileClue(text: string, known: Map<string, Clue>): Clue {
  return text.split(/\s+/u).flatMap((piece) => {
    const clue = known.get(piece) ?? compileWord(piece);
    known.set(piece, clue);
    return clue;
  });
}

function compileWord(piece: string): Clue {
  const found = words(piece);
  const isOpen = piece.endsWith('*');
  return found.map((word, index) => ({ ...word, isOpen: isOpen && index === found.length - 1 }));
}

export function occurs(clue: Clue, text: readonly Word[]): boolean {
  return text.some((_, start) => clue.every((wanted, offset) => isWord(wanted, text[start + offset])));
}

/** The forms in which a word of a text may be met: an Arabic one also without what is written onto its front. */
export function formsOf({ text, script }: Word): readonly string[] {
  return script === 'arabic' ? [text, arabicStem(text), text.replace(/^[وفبلك](?=.{3})/u, '')] : [text];
}

function isWord(wanted: ClueWord, word: Word | undefined): boolean {
  if (word === undefined || word.script !== wanted.script) return false;
  // Han has no spaces: a clue stands anywhere in a run of characters.
  if (wanted.script === 'han') return word.text.includes(wanted.text);
  if (wanted.script === 'arabic') return formsOf(word).some((form) => isForm(wanted, form));
  return isForm(wanted, word.text);
}

function isForm(wanted: ClueWord, form: string): boolean {
  return wanted.isOpen ? form.startsWith(wanted.text) : form === wanted.text;
}

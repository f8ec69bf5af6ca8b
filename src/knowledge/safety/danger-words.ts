import { isUnspaced } from '../text/scripts.ts';
import { normalise } from '../text/normalise.ts';
import { words } from '../text/words.ts';
import { foldWord } from './fold-word.ts';

/** A text as words of danger are looked for in it: folded words and single signs, with their places. */
export interface DangerWords {
  readonly words: readonly string[];
  /** Place of each, counted in half words: a sign of a script without spaces takes half the room of a word. */
  readonly at: readonly number[];
}

export function dangerWords(text: string): DangerWords {
  const found: string[] = [];
  const at: number[] = [];
  let place = 0;
  for (const word of words(normalise(text).replaceAll(innerApostrophe, ''))) {
    for (const part of word.unspaced ? word.text : [word.text]) {
      const folded = foldWord(part);
      // A word of marks alone folds to nothing.
      if (folded === '') continue;
      found.push(folded);
      at.push(place);
      place += isSign(part) ? 1 : 2;
    }
  }
  return { words: found, at };
}

/** Inside a Ukrainian word an apostrophe is spelling. */
const innerApostrophe = /(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])/g;

function isSign(part: string): boolean {
  return isUnspaced(part.codePointAt(0) ?? 0);
}

import { isUnspaced } from './scripts.ts';

/** A word of a normalised text; `unspaced`: a run of a script without spaces, to be read letter by letter. */
export interface Word {
  readonly text: string;
  readonly unspaced: boolean;
}

const wordLetter = /[\p{L}\p{M}\p{N}]/u;
/** What English leaves behind an apostrophe: it's, don't, we're, I've, I'll. Italian and French put words there: they split. */
const englishEnding = /^(?:s|t|m|d|re|ve|ll)$/;

/** The words of a normalised text, in order. */
export function words(normalised: string): Word[] {
  const found: Word[] = [];
  let text = '';
  let unspaced = false;
  const close = (): void => {
    if (text !== '') found.push({ text, unspaced });
    text = '';
  };
  for (const letter of normalised) {
    const code = letter.codePointAt(0) ?? 0;
    if (!isWordLetter(letter, code)) {
      if (letter !== "'") close();
      else if (text !== '') text += letter;
      continue;
    }
    const alone = code >= 0xe00 && isUnspaced(code);
    if (text !== '' && alone !== unspaced) close();
    unspaced = alone;
    text += letter;
  }
  close();
  return found.flatMap(splitAtApostrophe);
}

function isWordLetter(letter: string, code: number): boolean {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
  return wordLetter.test(letter);
}

function splitAtApostrophe(word: Word): Word[] {
  if (!word.text.includes("'")) return [word];
  const parts = word.text.split("'").filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  if (parts.length === 2 && englishEnding.test(last)) return [{ text: parts.join(''), unspaced: false }];
  return parts.map((text) => ({ text, unspaced: false }));
}

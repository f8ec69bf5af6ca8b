import { hashUnits } from '../text/hash.ts';
import { stem } from '../text/stem.ts';
import type { Word } from '../text/words.ts';
import { createBag, type Features } from './feature-bag.ts';

/** What a text is made of, in kinds that are weighed apart. */
export const families = ['word', 'pair', 'stem', 'letters', 'sound'] as const;
export type Family = (typeof families)[number];
export const familyCount = families.length;

const seeds = [0x811c9dc5, 0x2f0b4c47, 0x5bd1e995, 0x1b873593, 0x9747b28c];
const shortestGram = 2;
const longestGram = 5;

/** `sounds`: of the same text, see `sounds.ts`. */
export function featuresOf(text: readonly Word[], sounds: readonly string[], language: string): Features {
  const bag = createBag();
  const { add } = bag;
  let previous = '';
  for (const word of text) {
    if (word.unspaced) addRun(word.text, add);
    else addWord(word.text, language, add);
    if (previous !== '') add(1, hashUnits(`${previous} ${word.text}`, 0, previous.length + 1 + word.text.length, seeds[1] ?? 0));
    previous = word.text;
  }
  for (const sound of sounds) add(4, hashUnits(sound, 0, sound.length, seeds[4] ?? 0));
  return bag.features();
}

type Add = (family: number, hash: number) => void;

function addWord(word: string, language: string, add: Add): void {
  add(0, hashUnits(word, 0, word.length, seeds[0] ?? 0));
  const root = stem(word, language);
  add(2, hashUnits(root, 0, root.length, seeds[2] ?? 0));
  const padded = ` ${word.slice(0, 40)} `;
  for (let from = 0; from < padded.length; from++) {
    const last = Math.min(padded.length, from + longestGram);
    for (let to = from + shortestGram; to <= last; to++) add(3, hashUnits(padded, from, to, seeds[3] ?? 0));
  }
}

/** Scripts without spaces: letters, pairs and threes stand for words. */
function addRun(run: string, add: Add): void {
  const letters = [...run];
  letters.forEach((letter, i) => {
    const two = letter + (letters[i + 1] ?? '');
    const three = two + (letters[i + 2] ?? '');
    add(3, hashUnits(letter, 0, letter.length, seeds[3] ?? 0));
    if (two !== letter) {
      add(0, hashUnits(two, 0, two.length, seeds[0] ?? 0));
      add(2, hashUnits(two, 0, two.length, seeds[2] ?? 0));
      add(3, hashUnits(two, 0, two.length, seeds[3] ?? 0));
    }
    if (three !== two) add(3, hashUnits(three, 0, three.length, seeds[3] ?? 0));
  });
}

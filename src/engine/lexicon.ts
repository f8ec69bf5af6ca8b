import type { Assets } from '../domain/assets.ts';
import { normalise } from './normalise.ts';
import type { Phrases } from './phrase.ts';

/** Words that mean the same at any moment, in every language. */
export interface Lexicon {
  /** Normalised word → the dialog it starts. */
  readonly globals: ReadonlyMap<string, string>;
  /** Normalised word → the one language that has it; words of several languages, and commands like `/stop`, have none. */
  readonly languages: ReadonlyMap<string, string>;
  /** Normalised number word → number. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Normalised words for the second half of the day, and for noon. */
  readonly afternoon: readonly string[];
  readonly noon: readonly string[];
  readonly skip: ReadonlySet<string>;
}

const highestNumberWord = 12;

export function createLexicon(assets: Assets, phrases: Phrases): Lexicon {
  const globals = new Map<string, string>();
  for (const dialog of assets.dialogs.values()) {
    if (dialog.word === undefined) continue;
    for (const word of phrases.lists(`words.${dialog.word}`)) globals.set(normalise(word), dialog.id);
  }
  const numbers = new Map<string, number>();
  for (let number = 1; number <= highestNumberWord; number++) {
    for (const word of phrases.lists(`numbers.${String(number)}`)) numbers.set(normalise(word), number);
  }
  const normalised = (key: string): readonly string[] => phrases.lists(key).map(normalise);
  return {
    globals,
    languages: ownWords(assets, phrases),
    numbers,
    afternoon: normalised('words.afternoon'),
    noon: normalised('words.noon'),
    skip: new Set(normalised('words.skip')),
  };
}

function ownWords(assets: Assets, phrases: Phrases): ReadonlyMap<string, string> {
  const homes = new Map<string, Set<string>>();
  for (const { word } of assets.dialogs.values()) {
    for (const { code } of assets.languages) {
      for (const listed of phrases.list(`words.${word ?? ''}`, code)) {
        const home = listed.startsWith('/') ? [] : [code];
        homes.set(normalise(listed), new Set([...(homes.get(normalise(listed)) ?? []), ...home]));
      }
    }
  }
  return new Map(
    [...homes].flatMap(([word, [code, ...others]]) => (code === undefined || others.length > 0 ? [] : [[word, code]])),
  );
}

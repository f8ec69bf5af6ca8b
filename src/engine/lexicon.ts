import type { Assets } from '../domain/assets.ts';
import { zoneOfCountry } from '../domain/contact.ts';
import { normalise } from './normalise.ts';
import { countryNames, languageNames } from './place-names.ts';
import type { Phrases } from './phrase.ts';

/** Words that mean the same at any moment, in every language. */
export interface Lexicon {
  /** Normalised word → the dialog it starts. */
  readonly globals: ReadonlyMap<string, string>;
  /** The same words by their first letter: who mistypes a word gets its beginning right. */
  readonly globalsFrom: ReadonlyMap<string, readonly string[]>;
  /** Normalised word → the one language that has it; words of several languages, and commands like `/stop`, have none. */
  readonly languages: ReadonlyMap<string, string>;
  /** Normalised phrases that ask for a person wherever they stand in a short text, by their first word; Han ones together. */
  readonly requestsFrom: ReadonlyMap<string, readonly string[]>;
  /** Normalised number word → number. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Normalised words for the second half of the day, and for noon. */
  readonly afternoon: readonly string[];
  readonly noon: readonly string[];
  readonly skip: ReadonlySet<string>;
  /** Normalised label of a dialog's button → the dialog. */
  readonly labels: ReadonlyMap<string, string>;
  /** Normalised name → code, of our languages and of the countries; a city that answers name stands for its country. */
  readonly languageNames: ReadonlyMap<string, string>;
  readonly countryNames: ReadonlyMap<string, string>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  /** Yes and no, which answer nothing where nothing was asked. */
  readonly assents: ReadonlySet<string>;
  /** Words that leave a prompt. */
  readonly cancel: ReadonlySet<string>;
  /** What may stand around a language's name when that language is asked for. */
  readonly languageAsks: ReadonlySet<string>;
  /** `half past`, `quarter past`. */
  readonly half: readonly string[];
  readonly quarter: readonly string[];
  /** Normalised words that ask for a part of an answer. */
  readonly sections: Readonly<Record<Section, readonly string[]>>;
}

/** Parts of an answer that people ask for by themselves: `and how much is it?`. */
export const sections = ['cost', 'deadlines', 'documents', 'office', 'steps'] as const;
export type Section = (typeof sections)[number];

const highestNumberWord = 12;
/** Where requests in Han characters stand in `requestsFrom`: they have no first word. */
export const hanRequests = '';

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
    globalsFrom: Map.groupBy(globals.keys(), (word) => word[0] ?? ''),
    languages: ownWords(assets, phrases),
    requestsFrom: Map.groupBy(requestsIn(phrases), (phrase) =>
      isHan(phrase) ? hanRequests : phrase.slice(0, phrase.indexOf(' ')),
    ),
    numbers,
    afternoon: normalised('words.afternoon'),
    noon: normalised('words.noon'),
    skip: new Set(normalised('words.skip')),
    labels: labelsOf(assets, phrases),
    languageNames: byName(
      assets.languages.map(({ code }) => code),
      (code) => languageNames(assets, phrases, code),
    ),
    countryNames: byName(Object.keys(zoneOfCountry), (code) => countryNames(assets, code)),
    yes: new Set(normalised('words.yes')),
    no: new Set(normalised('words.no')),
    assents: new Set(normalised('words.yes').concat(normalised('words.no'))),
    cancel: new Set(normalised('words.cancel')),
    languageAsks: new Set(normalised('words.in-language')),
    half: normalised('words.half'),
    quarter: normalised('words.quarter'),
    sections: {
      cost: normalised('words.cost'),
      deadlines: normalised('words.deadlines'),
      documents: normalised('words.documents'),
      office: normalised('words.office'),
      steps: normalised('words.steps'),
    },
  };
}

/** Three words at least, or three Han characters: `a person` alone is in many questions. */
function requestsIn(phrases: Phrases): readonly string[] {
  const isLong = (phrase: string): boolean => (isHan(phrase) ? phrase.length > 2 : phrase.split(' ').length > 2);
  return [...new Set(phrases.lists('words.human').map(normalise).filter(isLong))];
}

export function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function byName(codes: readonly string[], namesOf: (code: string) => readonly string[]): ReadonlyMap<string, string> {
  return new Map(codes.flatMap((code) => namesOf(code).map((name) => [normalise(name), code] as const)));
}

function labelsOf(assets: Assets, phrases: Phrases): ReadonlyMap<string, string> {
  const titles = [...assets.dialogs.keys()].flatMap((id) =>
    assets.languages.map(({ code }) => [phrases.word(`option.${id}`, [code], () => '')?.text ?? '', id] as const),
  );
  return new Map(titles.map(([title, id]) => [normalise(title), id] as const).filter(([title]) => title !== ''));
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

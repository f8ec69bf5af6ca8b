import type { Word } from '../tokens/tokenise.ts';
import { formsOf, type Clue } from './clue.ts';

export interface Indexed<Place> {
  readonly clue: Clue;
  readonly places: Place[];
}

/** Clues by their first word, with the places each has. */
export interface ClueIndex<Place> {
  add(clue: Clue, place: Place): void;
  /** The clues that a text may hold: those whose first word, or its beginning, is in it. */
  near(text: readonly Word[]): Iterable<Indexed<Place>>;
}

export function createClueIndex<Place>(): ClueIndex<Place> {
  const whole = new Map<string, Map<Clue, Indexed<Place>>>();
  const open = new Map<string, Map<Clue, Indexed<Place>>>();
  const han = new Map<string, Map<Clue, Indexed<Place>>>();

  const add = (clue: Clue, place: Place): void => {
    const [first] = clue;
    if (first === undefined) return;
    const isHan = first.script === 'han';
    const table = isHan ? han : first.isOpen ? open : whole;
    const key = isHan ? ([...first.text][0] ?? '') : first.text;
    const row = table.get(key) ?? new Map<Clue, Indexed<Place>>();
    table.set(key, row);
    const indexed = row.get(clue) ?? { clue, places: [] };
    indexed.places.push(place);
    row.set(clue, indexed);
  };

  function* near(text: readonly Word[]): Iterable<Indexed<Place>> {
    const signs = new Set(text.flatMap(({ text: run, script }) => (script === 'han' ? [...run] : [])));
    for (const sign of signs) yield* han.get(sign)?.values() ?? [];
    for (const form of new Set(text.flatMap(formsOf))) {
      yield* whole.get(form)?.values() ?? [];
      for (let length = 1; length <= Math.min(form.length, longestBeginning); length++)
        yield* open.get(form.slice(0, length))?.values() ?? [];
    }
  }

  return { add, near };
}

/** No clue's first word is longer; a text may hold one of a million letters. */
const longestBeginning = 40;

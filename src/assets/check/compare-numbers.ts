import type { Passage } from '../passages.ts';
import { numbersIn } from './numbers-in.ts';
import type { FoundNumber } from './numbers-in.ts';

export interface NumberFault {
  /** A number that only one text has is an error; one that is merely said more often is a warning. */
  readonly level: 'error' | 'warning';
  /** Of the translation. */
  readonly field: string;
  readonly message: string;
}

interface Placed extends FoundNumber {
  readonly field: string;
}

/**
 * Numbers must be the same in every language of a text: a wrong amount, deadline or phone number is the worst fault a
 * translation can have. Numbers of one digit are left alone, they are often words.
 */
export function compareNumbers(
  source: readonly Passage[],
  translation: readonly Passage[],
  sourceName: string,
): readonly NumberFault[] {
  const ours = byValue(translation);
  const theirs = byValue(source);
  const values = [...new Set([...theirs.keys(), ...ours.keys()])];
  return values.flatMap((value) => faultsOf(ours.get(value) ?? [], theirs.get(value) ?? [], sourceName, translation));
}

function faultsOf(
  ours: readonly Placed[],
  theirs: readonly Placed[],
  sourceName: string,
  translation: readonly Passage[],
): readonly NumberFault[] {
  const [our, their] = [ours[0], theirs[0]];
  if (our === undefined && their !== undefined) {
    const field = nearestField(their.field, translation);
    return [
      { level: 'error', field, message: `the number ${their.written} of ${sourceName} (${partOf(their.field)}) is missing` },
    ];
  }
  if (our !== undefined && their === undefined) {
    return [{ level: 'error', field: our.field, message: `the number ${our.written} is not in ${sourceName}` }];
  }
  if (our === undefined || ours.length === theirs.length) return [];
  const message = `the number ${our.written} stands here ${times(ours.length)}, in ${sourceName} ${times(theirs.length)}`;
  return [{ level: 'warning', field: our.field, message }];
}

function byValue(passages: readonly Passage[]): ReadonlyMap<string, readonly Placed[]> {
  const placed = passages.flatMap(({ field, text }) => numbersIn(text).map((found) => ({ ...found, field })));
  return Map.groupBy(placed, (found) => found.value);
}

/** The same line where the translation has it, else its section. */
function nearestField(field: string, passages: readonly Passage[]): string {
  return passages.some((passage) => passage.field === field) ? field : partOf(field);
}

function partOf(field: string): string {
  return field.split('.')[0] ?? field;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}

import type { Entry, EntryText } from '../../domain/answer.ts';
import type { Term } from '../../domain/assets.ts';
import { isLetterGroup, plainTerms, terms } from '../tokens/tokenise.ts';

/** All texts of one language, turned round: from a term to where it occurs. */
export interface LanguageIndex {
  readonly language: string;
  /** One per text. */
  readonly entries: readonly Entry[];
  /** The ways to ask (titles included), of all texts. */
  readonly variants: readonly Variant[];
  readonly terms: ReadonlyMap<string, IndexedTerm>;
  /** How telling a term is that no text has. */
  readonly unknownWeight: number;
}

export interface Variant {
  /** Place of its text among the entries. */
  readonly text: number;
  /** Sum of its terms' weights. */
  readonly weight: number;
}

export interface IndexedTerm {
  /** How telling it is: rare ones more, letter groups less than words. */
  readonly weight: number;
  /** Text → count, weighted by field and field length. */
  readonly counts: ReadonlyMap<number, number>;
  /** Places among the variants. */
  readonly variants: readonly number[];
}

/** How much a word counts by where it stands. Tuned on our own misspelt questions. */
const fieldWeights = { title: 3, questions: 3, latin: 3, terms: 2, short: 1.2, body: 0.6 } as const;
/** Letter groups are many for each word. */
export const groupWeight = 0.22;
/** How strongly long fields are discounted. BM25's usual b. */
const lengthDiscount = 0.6;

type Field = keyof typeof fieldWeights;
const fields = Object.keys(fieldWeights) as readonly Field[];

interface SplitText {
  readonly entry: Entry;
  readonly fields: Readonly<Record<Field, readonly string[]>>;
  readonly variants: readonly ReadonlySet<string>[];
}

interface GrowingTerm {
  readonly counts: Map<number, number>;
  readonly variants: number[];
}

/** One index per language in which there are texts. */
export function buildIndexes(entries: Iterable<Entry>, glossary: readonly Term[]): readonly LanguageIndex[] {
  const split = [...entries].flatMap((entry) =>
    Object.values(entry.texts).map((text) => ({ language: text.language, ...splitText(entry, text, glossary) })),
  );
  return [...Map.groupBy(split, ({ language }) => language)].map(([language, texts]) => buildIndex(language, texts));
}

function buildIndex(language: string, texts: readonly SplitText[]): LanguageIndex {
  const averages = new Map(fields.map((field) => [field, average(texts.map((text) => text.fields[field].length))]));
  const growing = new Map<string, GrowingTerm>();
  const variants: { readonly text: number; readonly terms: ReadonlySet<string> }[] = [];
  texts.forEach((text, place) => {
    countFields(text, place, averages, growing);
    for (const variant of text.variants) {
      for (const term of variant) growing.get(term)?.variants.push(variants.length);
      variants.push({ text: place, terms: variant });
    }
  });
  const weightOf = (term: string, spread: number): number =>
    rarity(spread, texts.length) * (isLetterGroup(term) ? groupWeight : 1);
  const weighed = new Map([...growing].map(([term, one]) => [term, { ...one, weight: weightOf(term, one.counts.size) }]));
  return {
    language,
    entries: texts.map(({ entry }) => entry),
    variants: variants.map(({ text, terms: found }) => ({
      text,
      weight: sumOf(found, (term) => weighed.get(term)?.weight ?? 0),
    })),
    terms: weighed,
    unknownWeight: rarity(0, texts.length),
  };
}

function splitText(entry: Entry, text: EntryText, glossary: readonly Term[]): SplitText {
  const { body } = text;
  const known = glossary.filter((term) => term.country === entry.country && entry.terms.includes(term.term));
  const spoken = known.flatMap((term) => [...term.also, ...Object.values(term.say)]);
  const [title, ...asked] = [text.title, ...text.questions, ...text.latin].map(terms);
  return {
    entry,
    fields: {
      title: title ?? [],
      questions: asked.slice(0, text.questions.length).flat(),
      latin: asked.slice(text.questions.length).flat(),
      terms: terms([...entry.terms, ...spoken].join('\n')),
      short: plainTerms(body?.short ?? ''),
      body: body === null ? [] : plainTerms([body.full, ...body.steps, ...body.documents, body.cost, body.deadlines].join('\n')),
    },
    variants: [title ?? [], ...asked].map((variant) => new Set(variant)),
  };
}

function countFields(
  text: SplitText,
  place: number,
  averages: ReadonlyMap<Field, number>,
  growing: Map<string, GrowingTerm>,
): void {
  for (const field of fields) {
    const relative = text.fields[field].length / Math.max(1, averages.get(field) ?? 1);
    const step = fieldWeights[field] / (1 - lengthDiscount + lengthDiscount * relative);
    for (const term of text.fields[field]) {
      const one = growing.getOrInsertComputed(term, () => ({ counts: new Map(), variants: [] }));
      one.counts.set(place, (one.counts.get(place) ?? 0) + step);
    }
  }
}

/** BM25's inverse document frequency, never below zero. */
function rarity(spread: number, all: number): number {
  return Math.log(1 + (all - spread + 0.5) / (spread + 0.5));
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function sumOf<T>(items: Iterable<T>, valueOf: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += valueOf(item);
  return sum;
}

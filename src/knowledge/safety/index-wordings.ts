import { alternativesOf } from './alternatives.ts';
import { innerKey, shortestTyped, typedKey, type StepTables, type Wordings } from './trigger-index.ts';
import { readWording, type Step } from './wording.ts';

/** Collects wordings and the classes they stand for; the same word is kept once, however many wordings it is in. */
export interface WordingBook {
  /** Adds one wording, `{a|b}` written out, to a class. Wordings without letters are passed over. */
  add(source: string, classId: number): void;
  close(): { readonly steps: StepTables; readonly wordings: Wordings };
}

export function createWordingBook(): WordingBook {
  const ids = new Map<string, number>();
  const known: Step[] = [];
  // The same words stand in thousands of wordings: each is read once.
  const pieces = new Map<string, readonly Step[]>();
  const sources: string[] = [];
  const steps: number[] = [];
  const starts: number[] = [];
  const classOf: number[] = [];
  const twin: number[] = [];
  const lastFrom: number[] = [];
  const before: number[] = [];
  const firstOf = new Map<string, number>();

  const idOf = (step: Step): number => {
    const key = step.kind + step.text;
    const id = ids.get(key);
    if (id !== undefined) return id;
    ids.set(key, known.length);
    lastFrom.push(-1);
    return known.push(step) - 1;
  };
  const read = (source: string, text: string, classId: number): void => {
    const found = readWording(text, pieces);
    const [first] = found;
    if (first === undefined) return;
    const id = sources.push(source) - 1;
    starts.push(steps.length);
    for (const step of found) steps.push(step.isAfterGap ? -1 - idOf(step) : idOf(step));
    classOf.push(classId);
    twin.push(-1);
    const from = idOf(first);
    before.push(lastFrom[from] ?? -1);
    lastFrom[from] = id;
  };

  return {
    add(source, classId) {
      const same = firstOf.get(source);
      if (same === undefined) firstOf.set(source, sources.length);
      // A wording of many ways is read again; of one way it is only noted that it stands in another class too.
      if (same !== undefined && !hasWays(source) && classOf[same] !== undefined) {
        twin.push(twin[same] ?? -1);
        twin[same] = sources.push(source) - 1;
        starts.push(steps.length);
        classOf.push(classId);
        before.push(-1);
        return;
      }
      for (const text of waysOf(source)) read(source, text, classId);
    },
    close() {
      starts.push(steps.length);
      return { steps: stepTables(known), wordings: { sources, steps, starts, classOf, twin, lastFrom, before } };
    },
  };
}

function hasWays(source: string): boolean {
  return source.includes('{') || doubledEnd.test(source);
}

/**
 * Doubled letters are folded to one, so that `boss*` would begin like Bosnia: after the last letter of so short a word a vowel
 * must follow, or nothing.
 */
function waysOf(source: string): readonly string[] {
  if (source.includes('{')) return alternativesOf(source);
  if (!doubledEnd.test(source)) return [source];
  return alternativesOf(source.replaceAll(doubledEnds, '{$1$2|$1$2a*|$1$2e*|$1$2i*|$1$2o*|$1$2u*}'));
}

/** Longer words are enough by themselves. */
const doubledEnd = /(?<!\p{L})\p{L}{0,3}([a-z])\1\*/iu;
const doubledEnds = /(?<!\p{L})(\p{L}{0,3})([a-z])\2\*/giu;

function stepTables(steps: readonly Step[]): StepTables {
  const whole = new Map<string, number>();
  const open = new Map<string, number>();
  const inner = new Map<string, number[]>();
  const typed = new Map<string, number[]>();
  let longestOpen = 0;
  steps.forEach(({ kind, text }, id) => {
    if (kind === '=') whole.set(text, id);
    if (kind === '^') {
      open.set(text, id);
      longestOpen = Math.max(longestOpen, text.length);
    }
    if (kind === '*' || kind === '$') append(inner, text.slice(0, innerKey), id);
    else if (text.length >= shortestTyped) append(typed, text.slice(0, typedKey), id);
  });
  return {
    whole,
    open,
    inner,
    typed,
    text: steps.map(({ text }) => text),
    kind: steps.map(({ kind }) => kind),
    longestOpen,
  };
}

function append(table: Map<string, number[]>, key: string, id: number): void {
  const row = table.get(key);
  if (row === undefined) table.set(key, [id]);
  else row.push(id);
}

import { alternativesOf } from './alternatives.ts';
import { innerKey, shortestTyped, typedKey, type IndexedWording, type StepTables } from './trigger-index.ts';
import { readWording, type Step } from './wording.ts';

/** Collects wordings and the classes they stand for; the same word is kept once, however many wordings it is in. */
export interface WordingBook {
  /** Adds one wording, `{a|b}` written out, to a class. Wordings without letters are passed over. */
  add(source: string, classId: number): void;
  close(): { readonly steps: StepTables; readonly wordings: readonly IndexedWording[]; readonly wordingsFrom: number[][] };
}

interface OpenWording extends IndexedWording {
  readonly classes: number[];
}

export function createWordingBook(): WordingBook {
  const stepIds = new Map<string, number>();
  const steps: Step[] = [];
  const wordings: OpenWording[] = [];
  const read = new Map<string, readonly OpenWording[]>();
  // The same words stand in thousands of wordings: each is read once.
  const pieces = new Map<string, readonly Step[]>();

  const idOf = (step: Step): number => {
    const key = step.kind + step.text;
    const id = stepIds.get(key);
    if (id !== undefined) return id;
    stepIds.set(key, steps.length);
    return steps.push(step) - 1;
  };
  const readOne = (source: string, text: string): readonly OpenWording[] => {
    const found = readWording(text, pieces);
    if (found.length === 0) return [];
    const wording = { source, steps: found.map(idOf), gaps: found.map((step) => step.isAfterGap), classes: [] };
    wordings.push(wording);
    return [wording];
  };

  return {
    add(source, classId) {
      const known = read.get(source);
      const own =
        known ??
        (source.includes('{') ? alternativesOf(source).flatMap((text) => readOne(source, text)) : readOne(source, source));
      if (known === undefined) read.set(source, own);
      for (const { classes } of own) if (classes.at(-1) !== classId) classes.push(classId);
    },
    close() {
      const wordingsFrom = steps.map((): number[] => []);
      wordings.forEach(({ steps: [first] }, id) => wordingsFrom[first ?? 0]?.push(id));
      return { steps: stepTables(steps), wordings, wordingsFrom };
    },
  };
}

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

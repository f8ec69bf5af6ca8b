import { dangerWords } from './danger-words.ts';

/** One word of a wording as it must be met. */
export interface Step {
  readonly kind: StepKind;
  readonly text: string;
  /** Up to two other words may stand before it. */
  readonly isAfterGap: boolean;
}

/** `=` the word itself, `^` a beginning (`burn*`), `*` any part (`*burn*`), `$` an ending (`*burn`). */
export type StepKind = '=' | '^' | '*' | '$';

/** Words in a row: `took my .. passport*`. `known`: words read before. */
export function readWording(text: string, known: Map<string, readonly Step[]>): readonly Step[] {
  const pieces = text.split(' ');
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined && !only.includes('..')) return stepsOf(only, known);
  const steps: Step[] = [];
  let isAfterGap = false;
  for (const piece of pieces) {
    for (const [index, part] of piece.split('..').entries()) {
      if (index > 0) isAfterGap = steps.length > 0;
      if (part === '') continue;
      const [first, ...rest] = stepsOf(part, known);
      if (first !== undefined) steps.push(isAfterGap ? { ...first, isAfterGap } : first, ...rest);
      isAfterGap = false;
    }
  }
  return steps;
}

function stepsOf(piece: string, known: Map<string, readonly Step[]>): readonly Step[] {
  const found = known.get(piece);
  if (found !== undefined) return found;
  const steps = readPiece(piece);
  known.set(piece, steps);
  return steps;
}

function readPiece(piece: string): readonly Step[] {
  const isOpen = piece.endsWith('*');
  const isInner = piece.startsWith('*');
  // An open ending is folded as the middle of a word: `strah*` keeps its last letter.
  const isLatin = isOpen && /[a-z]\*$/i.test(piece);
  const found = dangerWords(isLatin ? `${piece.slice(0, -1)}x` : piece).words;
  return found.map((text, index) => {
    const opens = isOpen && index === found.length - 1;
    const starts = isInner && index === 0;
    const kind = starts ? (opens ? '*' : '$') : opens ? '^' : '=';
    return { kind, text: opens && isLatin ? text.slice(0, -1) : text, isAfterGap: false };
  });
}

/** One line of triggers, read. */
export interface Rule {
  /** All of them must be met, in any order. */
  readonly parts: readonly RulePart[];
  /** None of them may be met beside the others. */
  readonly without: readonly RulePart[];
}

export interface RulePart {
  /** Names of word classes, any of which will do. Empty: `wording` is what must be met. */
  readonly classes: readonly string[];
  /** Words as in a word list, with `{a|b}`; empty where classes are named. */
  readonly wording: string;
  /** At most a few words from the part before (`~`); else within one breath (`+`). */
  readonly isNear: boolean;
}

/** Reads `<lender|gang> + <threat> ~ my - <film>`; a part in angle brackets names word classes, any other is words. */
export function parseRule(line: string): Rule {
  const parts: RulePart[] = [];
  const without: RulePart[] = [];
  let joint = '+';
  for (const piece of line.split(/(?:^|\s+)([+~-])(?:\s+|$)/u)) {
    if (piece === '+' || piece === '~' || piece === '-') joint = piece;
    else if (piece.trim() !== '')
      (joint === '-' ? without : parts).push(parsePart(piece.trim(), joint === '~' && parts.length > 0));
  }
  return { parts, without };
}

function parsePart(piece: string, isNear: boolean): RulePart {
  const named = /^<([^<>]*)>$/u.exec(piece)?.[1];
  if (named === undefined) return { classes: [], wording: piece, isNear };
  return { classes: named.split('|').map((name) => name.trim()), wording: '', isNear };
}

/** Compiled triggers: plain data, to be made in another thread and kept between runs. Ids are places in the lists. */
export interface TriggerIndex {
  readonly steps: StepTables;
  /** Whole wordings, by id. */
  readonly wordings: readonly IndexedWording[];
  /** By step: the wordings that begin with it. */
  readonly wordingsFrom: readonly (readonly number[])[];
  /** By class: the rules to look at when it is met. A class is a word list in one language, or one wording of a rule. */
  readonly rulesFrom: readonly (readonly number[])[];
  /** By class: its language. */
  readonly languageOf: readonly string[];
  readonly rules: readonly IndexedRule[];
}

/** What single words are looked up in; values are ids of steps. */
export interface StepTables {
  readonly whole: ReadonlyMap<string, number>;
  readonly open: ReadonlyMap<string, number>;
  /** By the first letters of what must be inside: up to `innerKey` of them. */
  readonly inner: ReadonlyMap<string, readonly number[]>;
  /** Long words by their first letters: met with one slip of the finger too. */
  readonly typed: ReadonlyMap<string, readonly number[]>;
  readonly text: readonly string[];
  /** `=`, `^`, `*` or `$`, by step. */
  readonly kind: readonly string[];
  /** Letters of the longest step that is an open beginning. */
  readonly longestOpen: number;
}

export interface IndexedWording {
  /** As the author wrote it, for explanations. */
  readonly source: string;
  readonly steps: readonly number[];
  readonly gaps: readonly boolean[];
  readonly classes: readonly number[];
}

export interface IndexedRule {
  readonly family: string;
  readonly language: string;
  /** As the author wrote it. */
  readonly line: string;
  /** By part: classes of which one must be met. */
  readonly parts: readonly (readonly number[])[];
  readonly near: readonly boolean[];
  readonly without: readonly (readonly number[])[];
}

/** The language name under which word lists that hold in every language stand. */
export const everyLanguage = 'all';
/** Letters by which words that hold another one are found. */
export const innerKey = 3;
/** From this length on a word is known with one slip of the finger; the first letters must be right. */
export const shortestTyped = 8;
export const typedKey = 3;

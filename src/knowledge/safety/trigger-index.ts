/** Compiled triggers: plain data, to be made in another thread and kept between runs. Ids are places in the lists. */
export interface TriggerIndex {
  readonly steps: StepTables;
  readonly wordings: Wordings;
  /** By class: the rules to look at when it is met. A class is a word list in one language, or one wording of a rule. */
  readonly rulesFrom: readonly (readonly number[])[];
  /** By class: its language. */
  readonly languageOf: readonly string[];
  /** Languages with word lists: only in these can it be told how much of a text is said in them. */
  readonly listed: readonly string[];
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

/** Wordings by id, as lists of numbers: tens of thousands of small objects would take longer to make and to copy. */
export interface Wordings {
  /** As the author wrote them, for explanations. */
  readonly sources: readonly string[];
  /** Ids of the steps of all wordings, one after the other; `-1 - id` where others may stand before it. */
  readonly steps: readonly number[];
  /** By wording: where its steps begin; and one number more, where the last ones end. */
  readonly starts: readonly number[];
  /** By wording: the class it stands for. */
  readonly classOf: readonly number[];
  /** By wording: the same words in another class; -1 if there is none. */
  readonly twin: readonly number[];
  /** By step: the last wording that begins with it; by wording: the one before with the same first step. -1: none. */
  readonly lastFrom: readonly number[];
  readonly before: readonly number[];
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

import type { Risk } from './answer.ts';

/** What the assistant understands of a message. Pure and synchronous; `src/knowledge` is its one implementation. */
export interface Knowledge {
  /** The message's dominant language and script, with the person's own language as a prior. */
  detect(text: string, prior: LanguagePrior): Detection;
  /** The entries that answer a question best, and whether to answer, to ask back, or to say "I don't know". */
  find(question: Question): Finding;
  /** Greeting, thanks … : said, not asked. Null for everything else. */
  smallTalk(text: string): SmallTalk | null;
  /** The family of the danger that the text speaks of; null if none. */
  safeguard(text: string): string | null;
}

export interface LanguagePrior {
  /** The language the conversation is held in, if known. */
  readonly language: string | null;
  readonly secondLanguage: string | null;
  /** The channel client's language, as a language code, if known. */
  readonly client: string | null;
}

export interface Detection {
  /** A code of `locales/languages.yaml` or another that is known (`tl`, `tr` …). */
  readonly language: string;
  /** Romanised forms: `ar-Latn`, `bn-Latn` …; else equal to `language`. */
  readonly variety: string;
  /** 0–1. */
  readonly confidence: number;
  /** Sure enough to change the conversation's language. */
  readonly sure: boolean;
}

export interface Question {
  readonly text: string;
  readonly language: string;
  readonly country: string | null;
  readonly city: string | null;
  readonly sector: string | null;
  readonly stage: string | null;
  /** Entry shown last, for questions that lean on it. */
  readonly lastEntry: string | null;
}

export interface Finding {
  readonly decision: 'answer' | 'suggest' | 'decline';
  /** Best first; at most five. */
  readonly hits: readonly Hit[];
  /** 0–1: calibrated probability that the first hit answers the question. */
  readonly probability: number;
}

export interface Hit {
  readonly entry: string;
  readonly score: number;
  readonly risk: Risk;
}

export const smallTalks = ['greeting', 'thanks', 'who-are-you', 'insult', 'gibberish', 'goodbye'] as const;
export type SmallTalk = (typeof smallTalks)[number];

import { spelledWords } from './grams.ts';
import { wordLikelihoods, type Profiles } from './profiles.ts';
import { dominantScript, latinVarieties } from './script-varieties.ts';
import type { Script } from '../text/scripts.ts';

/** What a text's language may be. */
export interface Guess {
  readonly variety: string;
  /** 0–1 among the varieties considered. */
  readonly share: number;
}

/** Letter groups overlap and repeat one another: so much of their evidence counts. */
const trust = 0.35;
/** How likely a word is to be from elsewhere. */
const borrowed = 0.01;
/** Share of English words in what South Asians type in Latin letters, and in everything else. */
const switching = 0.45;
const switchers: ReadonlySet<string> = new Set(['hi-Latn', 'ur-Latn', 'bn-Latn']);
const lending = 0.3;

/** Varieties that a text in one script may be in, run in parallel. */
interface Candidates {
  readonly varieties: readonly string[];
  /** Places in the profiles; −1: told by its script only. */
  readonly columns: readonly number[];
  /** By variety: the share of a word's evidence that English words take. */
  readonly switched: readonly number[];
  readonly english: number;
}

/** What a text says for each variety that it may be in, before anything is believed: logarithms of odds. */
export interface Evidence {
  readonly varieties: readonly string[];
  readonly logits: Float64Array;
}

/** Reads what texts say about their language. `isPossible`: varieties to choose among. */
export function createReader(
  profiles: Profiles,
  isPossible: (variety: string) => boolean = () => true,
): (text: string) => Evidence {
  const known = new Map<Script, Candidates>();
  return (text) => {
    const dominant = dominantScript(text);
    if (dominant === null) return { varieties: [], logits: new Float64Array() };
    const { script, varieties } = dominant;
    const written =
      known.get(script) ?? candidatesAmong(profiles, (varieties ?? latinVarieties(profiles.varieties)).filter(isPossible));
    known.set(script, written);
    const logits = new Float64Array(written.varieties.length);
    const scores = new Float64Array(logits.length);
    for (const word of spelledWords(text)) {
      const likelihoods = wordLikelihoods(profiles, word);
      for (let i = 0; i < scores.length; i++) scores[i] = trust * (likelihoods[written.columns[i] ?? -1] ?? 0);
      addWord(logits, written, scores);
    }
    return { varieties: written.varieties, logits };
  };
}

/** Romanised languages are full of English words, and far fewer people write them than write English. */
const romanised = -2;
/** Of those who type the one language of Hindi and Urdu in Latin letters, most are in India; everybody writes some English. */
const rather: Readonly<Record<string, number>> = { 'hi-Latn': 1, 'ur-Latn': -1.5, en: 0.2 };

/** What is believed of a variety before anything is known, as the logarithm of odds: how many people write so. */
export function beliefIn(variety: string): number {
  return (variety.endsWith('-Latn') ? romanised : 0) + (rather[variety] ?? 0);
}

/** Varieties that a text may be in, likeliest first; empty without letters. `belief`: log-odds held before reading. */
export function weigh({ varieties, logits }: Evidence, belief: (variety: string) => number): readonly Guess[] {
  const shares = sharesOf(logits.map((logit, i) => logit + belief(varieties[i] ?? '')));
  const guesses = varieties.map((variety, i) => ({ variety, share: shares[i] ?? 0 }));
  return guesses.toSorted((a, b) => b.share - a.share);
}

/** Logarithms of odds as shares of one. */
export function sharesOf(logits: Float64Array): Float64Array {
  const most = highest(logits);
  const weights = logits.map((logit) => Math.exp(logit - most));
  let all = 0;
  for (const weight of weights) all += weight;
  return weights.map((weight) => weight / all);
}

/** Without a profile a variety can be told by its script only. */
function candidatesAmong(profiles: Profiles, written: readonly string[]): Candidates {
  const learned = written.filter((variety) => profiles.varieties.includes(variety));
  const varieties = learned.length > 0 ? learned : written;
  return {
    varieties,
    columns: varieties.map((variety) => profiles.varieties.indexOf(variety)),
    switched: varieties.map((variety) => (variety === 'en' ? 0 : switchers.has(variety) ? switching : lending)),
    english: varieties.indexOf('en'),
  };
}

/**
 * Adds one word's evidence, bounded: it may be a name, or borrowed. English words are at home in every language a little, and a
 * lot where people switch within a sentence.
 */
function addWord(logits: Float64Array, { switched, english }: Candidates, scores: Float64Array): void {
  const most = highest(scores);
  let all = 0;
  for (let i = 0; i < scores.length; i++) {
    const weight = Math.exp((scores[i] ?? 0) - most);
    scores[i] = weight;
    all += weight;
  }
  const fromEnglish = (scores[english] ?? 0) / all;
  for (let i = 0; i < scores.length; i++) {
    const lent = switched[i] ?? 0;
    const share = ((1 - lent) * (scores[i] ?? 0)) / all + lent * fromEnglish;
    logits[i] = (logits[i] ?? 0) + Math.log((1 - borrowed) * share + borrowed);
  }
}

function highest(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  return most;
}

import { spelledWords } from './grams.ts';
import { wordLikelihoods, type Profiles } from './profiles.ts';
import { dominantScript, latinVarieties } from './script-varieties.ts';

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
const lending = 0.08;

/** What a text says for each variety that it may be in, before anything is believed: logarithms of odds. */
export interface Evidence {
  readonly varieties: readonly string[];
  readonly logits: readonly number[];
}

/** Varieties that a text may be in, likeliest first; empty without letters. `belief`: log-odds held before reading. */
export function tellLanguage(profiles: Profiles, text: string, belief: (variety: string) => number): readonly Guess[] {
  return weigh(
    readEvidence(profiles, text, (variety) => belief(variety) > -Infinity),
    belief,
  );
}

/** Reads a text once; what is believed may then be weighed in one way and another. */
export function readEvidence(profiles: Profiles, text: string, isPossible: (variety: string) => boolean): Evidence {
  const dominant = dominantScript(text);
  if (dominant === null) return { varieties: [], logits: [] };
  const written = (dominant.varieties ?? latinVarieties(profiles.varieties)).filter(isPossible);
  // Without a profile a variety can be told by its script only.
  const learned = written.filter((variety) => profiles.varieties.includes(variety));
  const varieties = learned.length > 0 ? learned : written;
  const columns = varieties.map((variety) => profiles.varieties.indexOf(variety));
  const logits = varieties.map(() => 0);
  for (const word of spelledWords(text)) {
    const scores = wordLikelihoods(profiles, word);
    addWord(
      logits,
      varieties,
      columns.map((column) => (column < 0 ? 0 : trust * (scores[column] ?? 0))),
    );
  }
  return { varieties, logits };
}

/** What is likeliest, given what was read and what was believed. */
export function weigh({ varieties, logits }: Evidence, belief: (variety: string) => number): readonly Guess[] {
  const believed = varieties.map((variety, i) => (logits[i] ?? 0) + belief(variety));
  const most = Math.max(...believed);
  const weights = believed.map((logit) => Math.exp(logit - most));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const guesses = varieties.map((variety, i) => ({ variety, share: (weights[i] ?? 0) / all }));
  return guesses.toSorted((a, b) => b.share - a.share);
}

/**
 * Adds one word's evidence, bounded: it may be a name, or borrowed. English words are at home in every language a little, and a
 * lot where people switch within a sentence.
 */
function addWord(logits: number[], varieties: readonly string[], scores: readonly number[]): void {
  const most = Math.max(...scores);
  const all = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  const shares = scores.map((score) => Math.exp(score - most) / all);
  const english = shares[varieties.indexOf('en')] ?? 0;
  varieties.forEach((variety, i) => {
    const switched = variety === 'en' ? 0 : switchers.has(variety) ? switching : lending;
    const share = (1 - switched) * (shares[i] ?? 0) + switched * english;
    logits[i] = (logits[i] ?? 0) + Math.log((1 - borrowed) * share + borrowed);
  });
}

import { normalise } from './normalise.ts';

/** A run of letters and digits of one script, normalised. */
export interface Word {
  readonly text: string;
  readonly script: 'han' | 'arabic' | 'other';
}

const han = '\\p{Script=Han}';
const arabic = '\\p{Script=Arabic}';
// Scripts part even without a space: الSCIA is the article and a term.
const run = new RegExp(`(${han}+)|(${arabic}+)|(?:(?!${han}|${arabic})[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** The words of a text, in order; a run of Han characters is one. */
export function words(text: string): readonly Word[] {
  return [...normalise(text).matchAll(run)].map(([word, isHan, isArabic]) => {
    const script = isHan === undefined ? (isArabic === undefined ? 'other' : 'arabic') : 'han';
    return { text: word, script };
  });
}

/** Words (Arabic ones without article and joined particles), and Han characters alone and in pairs. */
export function plainTerms(text: string): readonly string[] {
  return words(text).flatMap((word) => {
    if (word.script === 'han') return hanTerms(word.text);
    return [word.script === 'arabic' ? arabicStem(word.text) : word.text];
  });
}

/** These, and `#` letter groups of longer words, which still match when a word is misspelt or inflected. */
export function terms(text: string): readonly string[] {
  const plain = plainTerms(text);
  return [...plain, ...plain.flatMap(letterGroups)];
}

/** و, ف, ب, ك, ل and the article are written onto the word. */
export function arabicStem(word: string): string {
  const stem = word.replace(/^[وفبك]?(?:ال|لل)/u, '');
  return stem.length >= 3 ? stem : word;
}

function hanTerms(signsInRow: string): readonly string[] {
  const signs = [...signsInRow];
  return [...signs, ...signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`)];
}

/** Groups of three letters, ends marked. Words under four letters have none: they are too alike. */
function letterGroups(word: string): readonly string[] {
  if (word.length < 4) return [];
  const marked = `_${word}_`;
  return Array.from({ length: marked.length - 2 }, (_, start) => `#${marked.slice(start, start + 3)}`);
}

export function isLetterGroup(term: string): boolean {
  return term.startsWith('#');
}

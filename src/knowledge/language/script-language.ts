/** Scripts that leave one language, or nearly so. Urdu and Persian letters part Urdu from Arabic. */
const scripts: readonly { readonly language: string; readonly letters: RegExp; readonly weight: number }[] = [
  // A Han character says as much as a few letters.
  { language: 'zh', letters: /\p{Script=Han}/gu, weight: 3 },
  { language: 'ja', letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, weight: 6 },
  { language: 'ko', letters: /\p{Script=Hangul}/gu, weight: 3 },
  { language: 'ar', letters: /\p{Script=Arabic}/gu, weight: 1 },
  { language: 'bn', letters: /\p{Script=Bengali}/gu, weight: 1 },
  { language: 'hi', letters: /\p{Script=Devanagari}/gu, weight: 1 },
  { language: 'pa', letters: /\p{Script=Gurmukhi}/gu, weight: 1 },
  { language: 'ta', letters: /\p{Script=Tamil}/gu, weight: 1 },
  { language: 'si', letters: /\p{Script=Sinhala}/gu, weight: 1 },
  { language: 'ru', letters: /\p{Script=Cyrillic}/gu, weight: 1 },
  { language: 'am', letters: /\p{Script=Ethiopic}/gu, weight: 2 },
  { language: 'ka', letters: /\p{Script=Georgian}/gu, weight: 1 },
  { language: 'th', letters: /\p{Script=Thai}/gu, weight: 1 },
];
const urdu = /[ٹڈڑںےہھگچپ]/gu;
const ukrainian = /[іїєґ]/giu;

export interface ScriptGuess {
  readonly language: string;
  /** Share of the text's letters. */
  readonly share: number;
  readonly letters: number;
}

/** The strongest language that its script gives away; null where there is none. `latin`: Latin letters that count beside. */
export function scriptLanguage(text: string, latin: number): ScriptGuess | null {
  const counts = scripts.map(({ language, letters, weight }) => ({ language, letters: count(text, letters), weight }));
  const weighted = counts.reduce((sum, { letters, weight }) => sum + letters * weight, latin);
  const best = counts.reduce((a, b) => (b.letters * b.weight > a.letters * a.weight ? b : a));
  if (best.letters === 0) return null;
  return { language: refine(best.language, text), share: (best.letters * best.weight) / weighted, letters: best.letters };
}

function refine(language: string, text: string): string {
  // Moroccan and Egyptian Arabic borrow single letters of these; Urdu can't do without them.
  if (language === 'ar') return count(text, urdu) / count(text, /\p{Script=Arabic}/gu) > 0.12 ? 'ur' : 'ar';
  if (language === 'ru') return count(text, ukrainian) > 0 ? 'uk' : 'ru';
  return language;
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** A language people may write or read, as `locales/languages.yaml` lists it. */
export interface Language {
  /** The code in files and database: `it`, `zh` … */
  readonly code: string;
  /** Its own name, in its own script. */
  readonly name: string;
  /** BCP 47 tag for browsers and `Intl`: `zh-Hans`. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** ISO 15924: `Latn`, `Arab` … */
  readonly script: string;
}

/** Where a text in the wanted language is missing: the person's second language, then English, then whatever there is. */
export function languageChain(language: string, second: string | null): readonly string[] {
  return [...new Set([language, second, 'en'].filter((code) => code !== null))];
}

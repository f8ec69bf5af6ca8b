/** Endings, longest first, that a word may lose when enough of it is left. Light on purpose: a stem is one witness among several. */
const endings: Readonly<Record<string, readonly string[]>> = {
  en: [
    'ations',
    'ation',
    'ments',
    'ment',
    'ings',
    'ing',
    'ness',
    'ies',
    'ied',
    'ers',
    'er',
    'ion',
    'ions',
    'ed',
    'es',
    'ly',
    's',
    'e',
    'y',
  ],
};

/** The word without its ending; languages without a table keep the first five letters, which most roots fit in. */
export function stem(word: string, language: string): string {
  const table = endings[language];
  if (table === undefined) return word.slice(0, 5);
  for (const ending of table) if (word.length - ending.length >= 3 && word.endsWith(ending)) return word.slice(0, -ending.length);
  return word;
}

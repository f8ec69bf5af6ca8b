/** How easily a text is read, on its language's own scale; higher is easier. */
export interface Ease {
  readonly value: number;
  readonly scale: string;
  /** Below it a text is too hard for people who learn the language. */
  readonly least: number;
}

interface Counts {
  readonly sentences: number;
  readonly words: number;
  readonly letters: number;
  readonly syllables: number;
}

/**
 * Sources: Gulpease, Lucisano & Piemontese 1988 (below 40 hard even after secondary school); Flesch 1948 (below 50 hard); Amstad 1978
 * for German (below 40 hard). Our texts are full of names of offices, so the line is drawn where a text is hard for everybody.
 */
const scales: Readonly<Record<string, (counts: Counts) => Ease>> = {
  it: ({ sentences, words, letters }) => ({ value: 89 + (300 * sentences - 10 * letters) / words, scale: 'Gulpease', least: 40 }),
  en: ({ sentences, words, syllables }) => {
    return { value: 206.835 - (1.015 * words) / sentences - (84.6 * syllables) / words, scale: 'Flesch', least: 45 };
  },
  de: ({ sentences, words, syllables }) => ({
    value: 180 - words / sentences - (58.5 * syllables) / words,
    scale: 'Amstad',
    least: 35,
  }),
};

/** Fewer words say nothing. */
const fewest = 30;

/** Null for languages without a scale, and for short texts. */
export function readingEase(text: string, language: string): Ease | null {
  const counts = countText(text);
  return counts.words < fewest ? null : (scales[language]?.(counts) ?? null);
}

/** A line is a sentence at least; web addresses, signs of Markdown and the national terms, which are kept and explained, don't count. */
function countText(text: string): Counts {
  const plain = text
    .replaceAll(/https?:\/\/\S+/gu, ' ')
    .replaceAll(/(?<!\*)\*[^*\n]+\*(?!\*)/gu, ' ')
    .replaceAll(/[*_#]/gu, '');
  const sentences = plain.split(/[.!?:;]+(?:\s|$)|\n+/u).filter((part) => /\p{L}/u.test(part)).length;
  const words = plain.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  const syllables = words.reduce((sum, word) => sum + Math.max(1, word.match(/[aeiouyàèéìòóùäöü]+/giu)?.length ?? 0), 0);
  return { sentences: Math.max(1, sentences), words: words.length, letters: words.join('').length, syllables };
}

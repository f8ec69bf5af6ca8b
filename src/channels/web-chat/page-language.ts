import type { Language } from '../../domain/language.ts';

/** The first wish that we have: a code, a tag, or a header such as `ar-EG,ar;q=0.9,en;q=0.5`. English when there is none. */
export function pageLanguage(languages: readonly Language[], ...wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes.flatMap(toTags)) {
    const found = languages.find((language) => matches(language, wish));
    if (found !== undefined) return found;
  }
  return languages.find(({ code }) => code === 'en') ?? languages[0] ?? english;
}

const english: Language = { code: 'en', name: 'English', tag: 'en', direction: 'ltr', script: 'Latn' };

function matches({ code, tag }: Language, wish: string): boolean {
  return wish === code || wish === tag.toLowerCase() || wish.split('-')[0] === code;
}

function toTags(wish: string | undefined): readonly string[] {
  if (wish === undefined) return [];
  return wish
    .slice(0, 200)
    .toLowerCase()
    .split(',')
    .map((part, index) => ({ tag: part.split(';')[0]?.trim() ?? '', weight: weightOf(part), index }))
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);
}

function weightOf(part: string): number {
  const found = /;\s*q=([\d.]+)/.exec(part)?.[1];
  return found === undefined ? 1 : Number(found);
}

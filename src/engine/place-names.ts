import type { Assets } from '../domain/assets.ts';
import { displayName } from './display-names.ts';
import type { Phrases } from './phrase.ts';

/** What a language is called: in each of our languages, by its code, and as its own people call it. */
export function languageNames(assets: Pick<Assets, 'languages'>, phrases: Phrases, code: string): readonly string[] {
  const own = assets.languages.find((language) => language.code === code)?.name ?? code;
  return [own, code, ...namesIn(assets, code, 'language'), ...phrases.list('words.own-name', code)];
}

/** What a country is called: in each of our languages and its own, and by the cities that answers name. */
export function countryNames(assets: Pick<Assets, 'languages' | 'entries'>, code: string): readonly string[] {
  const region = code.toUpperCase();
  const own = displayName(region, new Intl.Locale(`und-${region}`).maximize().language, 'region');
  const cities = [...assets.entries.values()].flatMap((entry) => (entry.country === code ? entry.cities : []));
  return [...namesIn(assets, region, 'region'), ...(own === undefined ? [] : [own]), ...cities];
}

function namesIn({ languages }: Pick<Assets, 'languages'>, code: string, type: 'language' | 'region'): readonly string[] {
  return languages.flatMap(({ tag }) => displayName(code, tag, type) ?? []);
}

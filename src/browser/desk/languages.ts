import { createInstance } from 'i18next';

const i18next = createInstance();

/** What the build knows of each language people write in. */
export interface DeskLanguage {
  readonly code: string;
  readonly name: string;
  readonly tag: string;
  readonly direction: string;
}

declare const LANGUAGES: readonly DeskLanguage[];

type Phrases = Readonly<Record<string, unknown>>;

const loaders = import.meta.glob<Phrases>('../../../locales/*/desk.json', { import: 'default' });
const loaderOf = (code: string): (() => Promise<Phrases>) | undefined => loaders[`../../../locales/${code}/desk.json`];

/** Languages that the desk itself speaks. */
export const deskLanguages: readonly DeskLanguage[] = LANGUAGES.filter(({ code }) => loaderOf(code) !== undefined);

const storedAs = 'sportello-desk-language';

/** The language of a person, with its own name; for one we have no row of, what the browser calls it. */
export function languageOf(code: string): DeskLanguage {
  const known = LANGUAGES.find((language) => language.code === code);
  return known ?? { code, name: ownName(code), tag: code, direction: 'auto' };
}

function ownName(code: string): string {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What was chosen here before, else the first of the browser's languages that the desk speaks, else English. */
export function preferredLanguage(): string {
  const wanted = [readStored(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find((code) => deskLanguages.some((language) => language.code === code)) ?? 'en';
}

/** Loads the phrases, turns the page's direction, and remembers the choice. */
export async function speak(code: string): Promise<void> {
  const phrases = (await loaderOf(code)?.()) ?? {};
  if (!i18next.isInitialized) {
    await i18next.init({ lng: code, fallbackLng: false, resources: {}, interpolation: { escapeValue: false } });
  }
  i18next.addResourceBundle(code, 'translation', phrases);
  await i18next.changeLanguage(code);
  const { tag, direction } = languageOf(code);
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}

export function rememberLanguage(code: string): void {
  try {
    localStorage.setItem(storedAs, code);
  } catch {
    // Storage may be forbidden; the choice then holds for this visit.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storedAs);
  } catch {
    return null;
  }
}

/** The phrase of a key. Texts put into it are isolated, so that an Arabic name does not turn an Italian sentence around. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const isolated = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? `\u2068${value}\u2069` : value,
  ]);
  return i18next.t(key, Object.fromEntries(isolated) as Record<string, string | number>);
}

/** The phrase of a key, or the given text where the phrases have none. */
export function tOr(key: string, otherwise: string): string {
  return i18next.exists(key) ? i18next.t(key) : otherwise;
}

/** BCP 47 tag of the language in use, for dates and numbers. */
export function currentTag(): string {
  return languageOf(i18next.language).tag;
}

import { createInstance } from 'i18next';
import type { Assets } from '../domain/assets.ts';
import type { Json, JsonObject } from '../domain/json.ts';

/** What fills a `{{name}}`: a value, set apart from the text around it, or a block that stands on its own lines. */
export type Value = string | number | { readonly block: string };
export type ValueOf = (name: string) => Value | undefined;

/** A phrase as it was found: the wording and the language it is in. */
export interface Wording {
  readonly text: string;
  readonly language: string;
  /** Names the text asks for and nobody gave. */
  readonly unfilled: readonly string[];
}

export interface Phrases {
  /** The first language of the chain that has the key; null when none has. `count` picks the plural form. */
  word(key: string, chain: readonly string[], valueOf: ValueOf, count?: number): Wording | null;
  has(key: string, language: string): boolean;
  /** The list under a key (`words.menu`) in one language; empty when there is none. */
  list(key: string, language: string): readonly string[];
  /** The same over all languages. */
  lists(key: string): readonly string[];
}

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** Reads `locales/<lang>/bot.json` through i18next, which knows each language's plurals. */
export function createPhrases(assets: Pick<Assets, 'phrases' | 'languages'>): Phrases {
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    resources: botResources(assets.phrases),
    ns: ['bot'],
    defaultNS: 'bot',
    fallbackLng: false,
    lng: 'en',
    interpolation: { escapeValue: false },
  });
  const rtl = new Set(assets.languages.filter(({ direction }) => direction === 'rtl').map(({ code }) => code));
  const codes = Object.keys(assets.phrases);
  const list = (key: string, language: string): readonly string[] => {
    const found = at(assets.phrases[language]?.['bot'], key);
    return Array.isArray(found) ? found.map(String) : [];
  };
  const raws = new Map<string, string | null>();
  // i18next looks a key up in 5–10 µs; a turn asks for dozens.
  const rawOf = (key: string, language: string, count?: number): string | null => {
    const id = `${language} ${String(count ?? '')} ${key}`;
    const known = raws.get(id);
    if (known !== undefined) return known;
    const options = { lng: language, skipInterpolation: true, ...(count === undefined ? {} : { count }) };
    const raw = instance.exists(key, options) ? instance.t(key, options) : null;
    if (count === undefined) raws.set(id, raw);
    return raw;
  };
  return {
    word: (key, chain, valueOf, count) => {
      for (const language of chain) {
        const raw = rawOf(key, language, count);
        if (raw === null) continue;
        return { language, ...fill(raw, (name) => (name === 'count' ? count : valueOf(name)), rtl.has(language)) };
      }
      return null;
    },
    has: (key, language) => rawOf(key, language) !== null || rawOf(key, language, 1) !== null,
    list,
    lists: (key) => codes.flatMap((code) => list(key, code)),
  };
}

function botResources(phrases: Assets['phrases']): Record<string, { bot: JsonObject }> {
  return Object.fromEntries(Object.entries(phrases).map(([language, spaces]) => [language, { bot: spaces['bot'] ?? {} }]));
}

function at(tree: Json | undefined, key: string): Json | undefined {
  let node = tree;
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return undefined;
    node = (node as JsonObject)[part];
  }
  return node;
}

function fill(raw: string, valueOf: ValueOf, isRtl: boolean): { readonly text: string; readonly unfilled: readonly string[] } {
  const unfilled: string[] = [];
  const text = raw.replaceAll(/\{\{\s*([\w-]+)\s*\}\}/gu, (_, name: string) => {
    const value = valueOf(name);
    if (value === undefined) unfilled.push(name);
    if (value === undefined) return '';
    if (typeof value === 'object') return value.block;
    return isRtl ? `${firstStrongIsolate}${String(value)}${popIsolate}` : String(value);
  });
  // An empty block leaves the space that stood before it.
  return { text: text.replaceAll(/ +(?=\n|$)/gu, '').trim(), unfilled };
}

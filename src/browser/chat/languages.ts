import type { Memory } from './memory.ts';

/** What the widget knows of a language of `locales/languages.yaml`. */
export interface ChatLanguage {
  readonly code: string;
  /** In itself. */
  readonly name: string;
  /** BCP 47. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** Script with its phrases, relative to the widget's own; empty: they are built in. */
  readonly file: string;
}

/** Filled in by the build. */
declare const LANGUAGES: readonly ChatLanguage[];
export const languages = LANGUAGES;

const english = languages.find(({ code }) => code === 'en') ?? {
  code: 'en',
  name: 'English',
  tag: 'en',
  direction: 'ltr',
  file: '',
};

/** The language a tag means: `zh-CN` → `zh`. Undefined for one we do not speak. */
export function findLanguage(tag: string): ChatLanguage | undefined {
  const [primary] = tag.toLowerCase().split('-');
  return languages.find(({ code }) => code === primary);
}

/** What the person chose here before, else what the page wants, else the browser's first language that we speak. */
export function firstLanguage(memory: Memory, wanted: string | null): ChatLanguage {
  const tags = [memory.get('language') ?? '', wanted ?? '', ...navigator.languages];
  for (const tag of tags) {
    const found = findLanguage(tag);
    if (found !== undefined) return found;
  }
  return english;
}

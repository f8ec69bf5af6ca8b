import type { ChatLanguage } from './languages.ts';

/** The widget's own words in one language: `locales/<lang>/chat.json` without `plain`. Plurals carry CLDR's suffixes, as in i18next. */
export type Phrases = Readonly<Record<PhraseKey, string>> & Readonly<Record<`unread_${Intl.LDMLPluralRule}`, string | undefined>>;

export type PhraseKey =
  | 'name'
  | 'invite'
  | 'open'
  | 'close'
  | 'language'
  | 'assistant'
  | 'assistantHere'
  | 'mentor'
  | 'mentorHere'
  | 'queueHere'
  | 'you'
  | 'messages'
  | 'compose'
  | 'send'
  | 'attach'
  | 'file'
  | 'refusedFile'
  | 'replies'
  | 'source'
  | 'newTab'
  | 'waitingToSend'
  | 'notSent'
  | 'retry'
  | 'refused'
  | 'offline'
  | 'unreachable'
  | 'closedHere'
  | 'stillLooking'
  | 'promise'
  | 'noPromise'
  | 'newBelow'
  | 'scan'
  | 'openIn';

/** Filled in by the build. */
declare const ENGLISH: Phrases;
export const englishPhrases = ENGLISH;

/** English where the language's own do not come: better than nothing to read. `base`: where the widget's script is. */
export async function loadPhrases({ file }: ChatLanguage, base: string): Promise<Phrases> {
  if (file === '') return englishPhrases;
  const loaded = await new Promise<Partial<Phrases>>((resolve) => {
    const script: HTMLScriptElement & { phrases?: Partial<Phrases> } = document.createElement('script');
    const finish = (): void => {
      script.remove();
      resolve(script.phrases ?? {});
    };
    script.addEventListener('load', finish);
    script.addEventListener('error', finish);
    script.src = new URL(file, base).href;
    document.head.append(script);
  });
  return { ...englishPhrases, ...loaded };
}

/** `{{name}}` filled in, each value set apart from the direction of the text around it. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `\u2068${values[name] ?? ''}\u2069`);
}

export function countUnread(phrases: Phrases, tag: string, count: number): string {
  const form = new Intl.PluralRules(tag).select(count);
  return fill(phrases[`unread_${form}`] ?? phrases.unread_other ?? '', { count: new Intl.NumberFormat(tag).format(count) });
}

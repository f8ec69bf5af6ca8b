import { repeatPrompt } from './dialog-stack.ts';
import type { Draft } from './draft.ts';
import { changeContact } from './draft.ts';
import { normalise } from './normalise.ts';
import { say } from './wording.ts';

const longestRequest = 60;

/** `English please`, `parla italiano?`, `请用中文`: the conversation goes on in the language that is named. */
export function readLanguageName(draft: Draft, text: string): boolean {
  const said = normalise(text);
  if (said.length > longestRequest) return false;
  const named = [...draft.lexicon.languageNames].find(([name]) => asksFor(draft, said, name));
  if (named === undefined) return false;
  changeContact(draft, { language: named[1] });
  say(draft, 'language.kept');
  repeatPrompt(draft);
  return true;
}

/** Nothing but the name, and words that ask for a language. Codes (`it`, `en`) are words of other languages. */
function asksFor(draft: Draft, said: string, name: string): boolean {
  if (/^[a-z]{2}$/u.test(name)) return false;
  if (!said.includes(name)) return false;
  const isLatin = /^[\p{Script=Latin} ]+$/u.test(name);
  const [before, after, ...more] = isLatin ? ` ${said} `.split(` ${name} `) : said.split(name);
  if (after === undefined || more.length > 0) return false;
  const rest = `${before ?? ''} ${after}`.replaceAll(/\s+/gu, ' ').trim();
  return rest === '' || draft.lexicon.languageAsks.has(rest);
}

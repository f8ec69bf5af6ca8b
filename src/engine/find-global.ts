import { editDistance } from '../domain/edit-distance.ts';
import { hanRequests, isHan } from './lexicon.ts';
import type { Lexicon } from './lexicon.ts';
import { normalise } from './normalise.ts';

/** Words a request may have around the phrase that makes it one: a greeting, and what it is about. */
const mostWordsAround = 25;
const longestTypedWord = 40;

/**
 * The global word or phrase that a text is: as it is listed; with small typos; or, for a person, inside a longer request
 * (`hello, my permit is lost, can I talk to someone please`), since nobody who asks for a person should be asked to word it otherwise.
 */
export function findGlobal(lexicon: Lexicon, text: string): string | null {
  const said = normalise(text);
  if (lexicon.globals.has(said)) return said;
  return closestGlobal(lexicon, said) ?? requestIn(lexicon, said);
}

/** Null where words of two dialogs are equally near: nothing is started by chance. */
function closestGlobal({ globals, globalsFrom }: Lexicon, said: string): string | null {
  if (said.length > longestTypedWord) return null;
  const near = (globalsFrom.get(said[0] ?? '') ?? []).filter((word) => {
    const typos = allowedTypos(word);
    return typos > 0 && editDistance(said, word, typos) <= typos;
  });
  const dialogs = new Set(near.map((word) => globals.get(word)));
  return dialogs.size === 1 ? (near[0] ?? null) : null;
}

/** Fewer than for an answer to a prompt: here nothing says that one of these words was meant. */
function allowedTypos(word: string): number {
  if (word.length < 8) return 0;
  return word.length < 14 ? 1 : 2;
}

function requestIn({ requestsFrom }: Lexicon, said: string): string | null {
  const near = [...new Set(said.split(' ')), hanRequests].flatMap((word) => requestsFrom.get(word) ?? []);
  const asked = near.filter((phrase) => isRequest(said, phrase));
  return asked.reduce<string | null>((longest, phrase) => (phrase.length > (longest?.length ?? 0) ? phrase : longest), null);
}

function isRequest(said: string, phrase: string): boolean {
  if (isHan(phrase)) return said.includes(phrase) && said.length <= phrase.length + 2 * mostWordsAround;
  return ` ${said} `.includes(` ${phrase} `) && wordsIn(said) <= wordsIn(phrase) + mostWordsAround;
}

function wordsIn(text: string): number {
  return text.split(' ').length;
}

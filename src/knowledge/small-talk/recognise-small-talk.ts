import type { Assets } from '../../domain/assets.ts';
import { smallTalks } from '../../domain/knowledge.ts';
import type { SmallTalk } from '../../domain/knowledge.ts';
import { words } from '../tokens/tokenise.ts';
import { isGibberish } from './is-gibberish.ts';
import { smallTalkWords } from './small-talk-words.ts';

type Kind = keyof typeof smallTalkWords;

/** Kinds by weight: "hi, thanks" is thanks, and an insult stays one however it begins. */
const weight: readonly Kind[] = ['insult', 'who-are-you', 'thanks', 'goodbye', 'greeting'];
/** Longest text that is looked at, in words: a question may begin with a greeting, small talk is short. */
const mostWords = 12;

/** A function from a text to what kind of small talk it is; null for everything that says more than that. */
export function createSmallTalk(
  phrases: Assets['phrases'],
  isKnown: (word: string) => boolean,
): (text: string) => SmallTalk | null {
  const kinds = phraseKinds(phrases);
  const longest = Math.max(...kinds.keys().map((phrase) => phrase.length));
  return (text) => {
    const spoken = words(text).map((word) => word.text);
    if (spoken.length > mostWords) return null;
    if (spoken.length === 0) return signKind(text);
    // `Thanks 2`: a number alone asks nothing.
    const found = consume(spoken.filter((word) => !/^\p{N}+$/u.test(word)).join(' '), kinds, longest);
    return found ?? (isGibberish(spoken, isKnown) ? 'gibberish' : null);
  };
}

/** Greedily takes the longest phrase from the front. Null when anything is left over. */
function consume(text: string, kinds: ReadonlyMap<string, Kind>, longest: number): Kind | null {
  const found = new Set<Kind>();
  let rest = text;
  while (rest !== '') {
    const phrase = longestStart(rest, kinds, longest);
    const kind = phrase === null ? undefined : kinds.get(phrase);
    if (phrase === null || kind === undefined) return null;
    found.add(kind);
    rest = rest.slice(phrase.length).trimStart();
  }
  return weight.find((kind) => found.has(kind)) ?? null;
}

function longestStart(text: string, kinds: ReadonlyMap<string, Kind>, longest: number): string | null {
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const start = text.slice(0, length);
    const isWhole = length === text.length || text[length] === ' ' || /\p{Script=Han}$/u.test(start);
    if (isWhole && kinds.has(start)) return start;
  }
  return null;
}

function phraseKinds(phrases: Assets['phrases']): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  // The lightest kind first, so that a phrase in two lists ends up with the first kind that claimed it.
  for (const kind of smallTalks) {
    if (kind === 'gibberish') continue;
    for (const phrase of [...smallTalkWords[kind], ...listed(phrases, kind)]) {
      const key = words(phrase)
        .map((word) => word.text)
        .join(' ');
      if (key !== '' && !kinds.has(key)) kinds.set(key, kind);
    }
  }
  return kinds;
}

/** `bot.smalltalk_words.<kind>` of every language. */
function listed(phrases: Assets['phrases'], kind: Kind): readonly string[] {
  return Object.values(phrases).flatMap(({ bot }) => {
    const lists = bot?.['smalltalk_words'];
    const list =
      typeof lists === 'object' && lists !== null && !Array.isArray(lists)
        ? (lists as { readonly [key: string]: unknown })[kind]
        : null;
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  });
}

/** A message of signs only. */
function signKind(text: string): SmallTalk | null {
  if (/[👋🤝]/u.test(text)) return 'greeting';
  if (/[🙏👍❤💐😊]/u.test(text)) return 'thanks';
  return text.trim() === '' ? null : 'gibberish';
}

import type { Assets } from '../domain/assets.ts';
import { analysedTextLength } from '../domain/inbox.ts';
import type { Finding, Knowledge, Question } from '../domain/knowledge.ts';
import { findEntries } from './find/find-entries.ts';
import { createDetector } from './language-id/create-detector.ts';
import { createPossibleLanguages } from './language-id/possible-languages.ts';
import { learn, nothingKnown, type Indexes, type Learned } from './learn.ts';
import { compileTriggers } from './safety/compile-triggers.ts';
import { matchTriggers } from './safety/match-triggers.ts';
import { learnLanguages } from './language-id/learn-languages.ts';
import { hasWord } from './spelling/packed-words.ts';
import { createSmallTalk } from './small-talk/recognise-small-talk.ts';

/**
 * What the assistant understands, over one state of the assets. `learned`: from the same assets, before; without it each part is
 * learned when it is first needed, which takes seconds for thousands of variants. Each call then costs about a millisecond.
 */
export function createKnowledge(assets: Assets, learned?: Learned): Knowledge {
  const profilesOf = once(() => learned?.profiles ?? learnLanguages(assets));
  const indexesOf = once(() => learned?.indexes ?? learn(assets, { ...nothingKnown, profiles: profilesOf() }).indexes);
  const smallTalk = createSmallTalk(assets.phrases, (word) => isWord(indexesOf(), word));
  const triggersOf = once(() => learned?.triggers ?? compileTriggers(assets.safeguards.values()));
  const detect = createDetector(assets, profilesOf);
  const mayBeIn = createPossibleLanguages(profilesOf);
  return {
    detect: (text, prior) => detect(cut(text), prior),
    find: remembered((question) => findEntries(indexesOf(), assets.entries, { ...question, text: cut(question.text) })),
    smallTalk: (text) => smallTalk(cut(text)),
    safeguard: (text) => matchTriggers(triggersOf(), cut(text), mayBeIn),
  };
}

function isWord(indexes: Indexes, word: string): boolean {
  return indexes.values().some(({ spelling }) => hasWord(spelling.words, word));
}

/** What looks like a question is looked up before it is known what to do with it, and again when it is answered. */
function remembered(find: Knowledge['find']): Knowledge['find'] {
  let last: { readonly question: Question; readonly finding: Finding } | undefined;
  return (question) => {
    if (last === undefined || !isSame(last.question, question)) last = { question, finding: find(question) };
    return last.finding;
  };
}

function isSame(a: Question, b: Question): boolean {
  return Object.entries(a).every(([name, value]) => b[name as keyof Question] === value);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function cut(text: string): string {
  return text.slice(0, analysedTextLength);
}

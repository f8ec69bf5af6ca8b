import type { Assets } from '../domain/assets.ts';
import { analysedTextLength } from '../domain/inbox.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { createDetector } from './language/create-detector.ts';
import { buildIndexes } from './retrieval/build-index.ts';
import { findEntries } from './retrieval/find-entries.ts';
import { compileTriggers } from './safety/compile-triggers.ts';
import { createSmallTalk } from './small-talk/recognise-small-talk.ts';

/** What the assistant understands, built from one state of the assets. Costs some milliseconds; each call then far less than one. */
export function createKnowledge(assets: Assets): Knowledge {
  const indexes = buildIndexes(assets.entries.values(), assets.terms);
  const isKnown = (word: string): boolean => indexes.some((index) => index.terms.has(word));
  const smallTalk = createSmallTalk(assets.phrases, isKnown);
  const safeguard = compileTriggers(assets.safeguards.values());
  const detect = createDetector(assets);
  return {
    detect: (text, prior) => detect(cut(text), prior),
    find: (question) => findEntries(indexes, { ...question, text: cut(question.text) }),
    smallTalk: (text) => smallTalk(cut(text)),
    safeguard: (text) => safeguard(cut(text)),
  };
}

function cut(text: string): string {
  return text.slice(0, analysedTextLength);
}

import type { Assets } from '../domain/assets.ts';
import { analysedTextLength } from '../domain/inbox.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { buildIndex } from './build-index.ts';
import { findEntries } from './find/find-entries.ts';
import { searchEntries } from './find/search-entries.ts';
import type { SearchIndex } from './index/ranking-index.ts';
import { createDetector } from './language-id/create-detector.ts';
import { compileTriggers } from './safety/compile-triggers.ts';
import { createSmallTalk } from './small-talk/recognise-small-talk.ts';

/**
 * What the assistant understands, built from one state of the assets. `index`: of the same assets, built before; without it, it is
 * built for the first question, which takes seconds for thousands of variants. Each call then costs about a millisecond.
 */
export function createKnowledge(assets: Assets, index?: SearchIndex): Knowledge {
  let built = index;
  const opened = (): SearchIndex => (built ??= indexAssets(assets));
  const smallTalk = createSmallTalk(assets.phrases, (word) => opened().spelling.rank.has(word));
  const safeguard = compileTriggers(assets.safeguards.values());
  const detect = createDetector(assets);
  return {
    detect: (text, prior) => detect(cut(text), prior),
    find: (question) => findEntries(opened(), assets.entries, { ...question, text: cut(question.text) }),
    smallTalk: (text) => smallTalk(cut(text)),
    safeguard: (text) => safeguard(cut(text)),
  };
}

/** The search index of the assets' entries: plain data, to be built in another thread and kept between runs. */
export function indexAssets(assets: Pick<Assets, 'entries' | 'terms'>): SearchIndex {
  return buildIndex(searchEntries(assets.entries.values(), assets.terms));
}

function cut(text: string): string {
  return text.slice(0, analysedTextLength);
}

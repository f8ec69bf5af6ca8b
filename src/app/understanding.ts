import type { Assets } from '../domain/assets.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import { isComplete, learnQuickly, type Known } from '../knowledge/learn.ts';
import type { Logger } from '../ports/logger.ts';
import { learnElsewhere } from './learn-elsewhere.ts';
import type { LearnedCache } from './learned-cache.ts';

/** What the assistant understands at this moment. */
export interface Understanding {
  readonly knowledge: Knowledge;
  /** Resolves with all that can be known of the content; null where `knowledge` is that already. */
  readonly better: Promise<Knowledge> | null;
}

/**
 * All there is to know where it was kept from an earlier run; else what is quickly learned, while the rest is learned in
 * a thread of its own, and kept. Only countries whose content changed are learned anew.
 */
export async function openUnderstanding(assets: Assets, cache: LearnedCache, logger: Logger): Promise<Understanding> {
  const known = await cache.read(assets);
  if (isComplete(assets, known)) return { knowledge: createKnowledge(assets, known), better: null };
  const better = learnAndKeep(assets, known, cache);
  // Whoever waits is told; without it the quick knowledge goes on answering.
  better.catch((error: unknown) => logger.error('nothing learned', { reason: String(error) }));
  return { knowledge: createKnowledge(assets, learnQuickly(assets, known)), better };
}

async function learnAndKeep(assets: Assets, known: Known, cache: LearnedCache): Promise<Knowledge> {
  const learned = await learnElsewhere(assets, known);
  await cache.keep(assets, learned);
  return createKnowledge(assets, learned);
}

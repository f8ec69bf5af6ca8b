import type { Assets } from '../domain/assets.ts';
import { isComplete, learnQuickly, type Known, type Learned } from '../knowledge/learn.ts';
import type { Logger } from '../ports/logger.ts';
import { learnElsewhere } from './learn-elsewhere.ts';
import type { Hashes, LearnedCache } from './learned-cache.ts';

/** What was learned from the content until now. */
export interface Understanding {
  readonly hashes: Hashes;
  readonly learned: Learned;
  /** Resolves with all that can be learned; null where `learned` is that already. */
  readonly better: Promise<Learned> | null;
}

/**
 * All there is to know where it was kept from an earlier run; else what is quickly learned, while the rest is learned in
 * threads of its own, and kept. Only what was learned from content that changed is learned anew.
 */
export async function openUnderstanding(assets: Assets, cache: LearnedCache, logger: Logger): Promise<Understanding> {
  const hashes = cache.hashesOf(assets);
  const known = await cache.read(hashes);
  if (isComplete(assets, known)) return { hashes, learned: known, better: null };
  const better = learnAndKeep(assets, known, hashes, cache);
  // Whoever waits is told; without it what was quickly learned goes on answering.
  better.catch((error: unknown) => logger.error('nothing learned', { reason: String(error) }));
  return { hashes, learned: learnQuickly(assets, known), better };
}

/** All that can be learned from the content: from the cache, or learned now, and kept for the next time. */
export async function learnAll(assets: Assets, cache: LearnedCache): Promise<Learned> {
  const hashes = cache.hashesOf(assets);
  const known = await cache.read(hashes);
  return isComplete(assets, known) ? known : learnAndKeep(assets, known, hashes, cache);
}

async function learnAndKeep(assets: Assets, known: Known, hashes: Hashes, cache: LearnedCache): Promise<Learned> {
  const learned = await learnElsewhere(assets, known);
  await cache.keep(hashes, learned);
  return learned;
}

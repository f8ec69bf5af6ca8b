import type { Hashes, LearnedCache } from '../app/learned-cache.ts';
import { openUnderstanding } from '../app/understanding.ts';
import type { Assets } from '../domain/assets.ts';
import type { Engine } from '../domain/engine.ts';
import { SportelloError } from '../domain/errors.ts';
import { createEngine } from '../engine/run-turn.ts';
import { createKnowledge } from '../knowledge/create-knowledge.ts';
import { joinKnown } from '../knowledge/learn.ts';
import type { Known, Learned } from '../knowledge/learn.ts';
import type { Logger } from '../ports/logger.ts';
import { tellChanges } from './changes.ts';
import type { FreshContent } from './read-elsewhere.ts';

/** The authors' work as it is served at this moment. */
export interface LiveContent {
  readonly assets: () => Assets;
  readonly engine: () => Engine;
  /** Resolves when all is learned from what was read at the start; until then what was quickly learned answers. */
  readonly ready: Promise<void>;
  /**
   * Serves the folders as they are now, from the next turn on; resolves with a sentence on what changed. What was served goes on being
   * served where it rejects: with `assets-invalid` and every fault; with `content-strands` where people stand at steps that are gone,
   * unless `isForced`; with `content-busy` while another reload runs.
   */
  reload(isForced: boolean): Promise<string>;
}

export interface LiveContentParts {
  readonly assets: Assets;
  readonly cache: LearnedCache;
  readonly logger: Logger;
  /** The folders as they are now, without what `held` names. */
  readonly readFresh: (held: Hashes) => Promise<FreshContent>;
  /** People who stand at steps that these dialogs don't have. */
  readonly countStranded: (dialogs: Assets['dialogs']) => Promise<number>;
}

interface Served {
  readonly assets: Assets;
  readonly engine: Engine;
  readonly hashes: Hashes;
  readonly learned: Learned;
}

export async function openLiveContent(parts: LiveContentParts): Promise<LiveContent> {
  const { logger } = parts;
  const { hashes, learned, better } = await openUnderstanding(parts.assets, parts.cache, logger);
  let served = serve(parts.assets, hashes, learned);
  const ready = (async () => {
    const full = await better;
    if (full !== null && served.assets === parts.assets) served = serve(parts.assets, hashes, full);
  })();
  let isReloading = false;
  const replace = async (isForced: boolean): Promise<string> => {
    await ready.catch(() => undefined);
    const before = served;
    const fresh = await parts.readFresh(before.hashes);
    const stranded = isForced ? 0 : await parts.countStranded(fresh.assets.dialogs);
    if (stranded > 0) throw strands(stranded);
    served = serve(fresh.assets, fresh.hashes, fitting(joinKnown(before.learned, fresh.learned), fresh.hashes));
    return tellChanges(before, served);
  };
  return {
    assets: () => served.assets,
    engine: () => served.engine,
    ready,
    reload: async (isForced) => {
      if (isReloading) throw new SportelloError('content-busy', 'The content is being read again already. Wait for it to end.');
      isReloading = true;
      try {
        const told = await replace(isForced);
        logger.info('content reloaded', { changes: told });
        return told;
      } catch (error) {
        logger.error('content not reloaded', { reason: error instanceof Error ? error.message : String(error) });
        throw error;
      } finally {
        isReloading = false;
      }
    },
  };
}

function serve(assets: Assets, hashes: Hashes, learned: Learned): Served {
  return { assets, hashes, learned, engine: createEngine(assets, createKnowledge(assets, learned)) };
}

/** Without countries that have no answers any more. */
function fitting({ indexes, profiles, triggers }: Known, hashes: Hashes): Learned {
  if (profiles === null || triggers === null) throw new Error('Nothing was learned of languages or dangers.');
  return { profiles, triggers, indexes: new Map([...indexes].filter(([country]) => hashes.has(`answers-${country}`))) };
}

function strands(people: number): SportelloError {
  const who = people === 1 ? 'One person stands' : `${String(people)} people stand`;
  return new SportelloError(
    'content-strands',
    `${who} at steps that the new dialogs don't have, and would have to start again. Name in the dialog where they go on ` +
      '(moved: {old: new}), wait until they are done, or reload with --force.',
  );
}

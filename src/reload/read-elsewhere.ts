import { Worker } from 'node:worker_threads';
import type { Hashes } from '../app/learned-cache.ts';
import type { Entry } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import { SportelloError } from '../domain/errors.ts';
import { joinKnown, nothingKnown } from '../knowledge/learn.ts';
import type { Known } from '../knowledge/learn.ts';
import type { ContentPart, ReadingTask } from './content-parts.ts';

/** The folders as they are now, and what was learned from what changed in them. */
export interface FreshContent {
  readonly assets: Assets;
  /** Only parts that the service did not hold. */
  readonly learned: Known;
  readonly hashes: Hashes;
}

/** Reads, checks and learns in a thread of its own. Rejects with `assets-invalid` and every fault where a file is not in its form. */
export function readElsewhere(task: ReadingTask): Promise<FreshContent> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('reading-worker.ts', import.meta.url), { workerData: task });
    worker.unref();
    const entries: Entry[] = [];
    const rest: Record<string, unknown> = {};
    let learned = nothingKnown;
    worker.on('message', (part: ContentPart) => {
      if (part.type === 'entries') entries.push(...part.entries);
      else if (part.type === 'rest') rest[part.name] = part.value;
      else if (part.type === 'learned') learned = joinKnown(learned, part.known);
      else if (part.type === 'refused') reject(new SportelloError('assets-invalid', part.reason));
      else {
        const assets = { ...rest, entries: new Map(entries.map((entry) => [entry.id, entry])) } as unknown as Assets;
        resolve({ assets, learned, hashes: part.hashes });
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The reading thread ended with ${String(code)}.`)));
  });
}

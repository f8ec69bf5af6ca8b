import type { Hashes } from '../app/learned-cache.ts';
import type { Entry } from '../domain/answer.ts';
import type { Assets } from '../domain/assets.ts';
import type { Known } from '../knowledge/learn.ts';

/** What the reading thread is told. */
export interface ReadingTask {
  readonly folders: { readonly content: string; readonly dialogs: string; readonly locales: string };
  /** Where what was learned is looked for and kept. */
  readonly shelf: string;
  /** Parts that the service holds already: they are not sent again. */
  readonly held: Hashes;
}

/**
 * What the reading thread sends, one after the other: taking in all of it at once would hold up everybody for a quarter of a second.
 * Everything but the entries comes by name; `end` or `refused` is the last.
 */
export type ContentPart =
  | { readonly type: 'entries'; readonly entries: readonly Entry[] }
  | { readonly type: 'rest'; readonly name: keyof Assets; readonly value: unknown }
  | { readonly type: 'learned'; readonly known: Known }
  | { readonly type: 'end'; readonly hashes: Hashes }
  | { readonly type: 'refused'; readonly reason: string };

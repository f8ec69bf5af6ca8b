import { answerPassages, passagesHash, pillPassages, safeguardPassages } from './passages.ts';
import type { Passage } from './passages.ts';
import { loadEntries } from './load-entry.ts';
import { loadPills } from './load-pill.ts';
import { loadSafeguards } from './load-safeguard.ts';
import { createPlaces } from './places.ts';
import type { Reading } from './reading.ts';
import { safeguardSourceLanguage } from './check/check-translations.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface StampOptions {
  /** Only these files, as paths or as `answers/it/x/zh.md` below the content folder; stamped even if they bear a hash. */
  readonly files?: readonly string[];
}

/** A translation that is to remember its source. */
interface Stamp {
  /** Below the content folder. */
  readonly path: string;
  readonly hash: string;
  readonly found: string | null;
}

/**
 * Writes `source_hash:` into translations that bear none, or into given files: "this text says what the source says now".
 * Every other byte stays. Returns the changed files, as paths below the content folder.
 */
export async function stampSourceHashes(content: string, options: StampOptions = {}): Promise<readonly string[]> {
  const wanted = options.files?.map((file) => resolve(file));
  const isWanted = ({ path, found }: Stamp): boolean =>
    wanted === undefined ? found === null : wanted.includes(resolve(join(content, path))) || (options.files ?? []).includes(path);
  const due = (await stampsOf(content)).filter((stamp) => isWanted(stamp) && stamp.hash !== stamp.found);
  const changed = await Promise.all(due.map((stamp) => write(join(content, stamp.path), stamp.hash)));
  return due.filter((_, index) => changed[index]).map((stamp) => stamp.path);
}

async function stampsOf(content: string): Promise<readonly Stamp[]> {
  const reading: Reading = { all: [], places: createPlaces({ content: 'content', dialogs: '', locales: '' }) };
  const [entries, pills, safeguards] = await Promise.all([
    loadEntries(content, reading),
    loadPills(content, reading),
    loadSafeguards(content, reading),
  ]);
  return [
    ...[...entries].flatMap(([id, entry]) => {
      const texts = Object.values(entry.texts).filter((text) => text.body !== null);
      return stampsIn(`answers/${id}`, entry.sourceLanguage, texts, answerPassages);
    }),
    ...[...pills].flatMap(([id, pill]) => stampsIn(`pills/${id}`, pill.sourceLanguage, Object.values(pill.texts), pillPassages)),
    ...[...safeguards].flatMap(([family, card]) =>
      stampsIn(`safeguards/${family}`, safeguardSourceLanguage, Object.values(card.texts), safeguardPassages),
    ),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function stampsIn<T extends { readonly language: string; readonly sourceHash: string | null }>(
  folder: string,
  sourceLanguage: string,
  texts: readonly T[],
  passagesOf: (text: T) => readonly Passage[],
): readonly Stamp[] {
  const source = texts.find((text) => text.language === sourceLanguage);
  if (source === undefined) return [];
  const hash = passagesHash(passagesOf(source));
  return texts
    .filter((text) => text !== source)
    .map((text) => ({ path: `${folder}/${text.language}.md`, hash, found: text.sourceHash }));
}

/** False where the front matter has no such field to write into. */
async function write(file: string, hash: string): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  const stamped = stampText(text, hash);
  if (stamped === text) return false;
  await writeFile(file, stamped);
  return true;
}

/** The text with the hash in its front matter's `source_hash:`; unchanged where there is none. */
export function stampText(text: string, hash: string): string {
  const end = text.search(/\n---[ \t]*\r?(?:\n|$)/);
  if (end === -1) return text;
  const front = text.slice(0, end).replace(/^(source_hash:)[^\r\n]*/m, `$1 ${hash}`);
  return front + text.slice(end);
}

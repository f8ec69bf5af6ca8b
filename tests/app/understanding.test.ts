import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLearnedCache } from '../../src/app/learned-cache.ts';
import type { LearnedCache } from '../../src/app/learned-cache.ts';
import { createFileShelf } from '../../src/system/file-shelf.ts';
import { openUnderstanding } from '../../src/app/understanding.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { isComplete } from '../../src/knowledge/learn.ts';
import type { Assets } from '../../src/domain/assets.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { loadTestAssets } from '../support/assets.ts';

const assets = await loadTestAssets();
const logged: string[] = [];
const log = (message: string): void => void logged.push(message);
const logger: Logger = { info: log, warn: log, error: log };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-learned-'));
  logged.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cacheOf = (codeHash = 'code', folders: readonly [string, ...string[]] = [folder]): LearnedCache =>
  createLearnedCache(createFileShelf({ folders, logger }), codeHash);

/** The first entry's own first question, asked word for word. */
function firstFound(knowledge: Knowledge, { entries }: Assets): { wanted: string | undefined; found: string | undefined } {
  const [entry] = entries.values();
  const text = entry?.texts['en']?.questions[0] ?? '';
  const asked = { text, language: 'en', country: entry?.country ?? null, city: null, sector: null, stage: null, lastEntry: null };
  return { wanted: entry?.id, found: knowledge.find(asked).hits[0]?.entry };
}

const isKept = async (content: Assets, cache: LearnedCache): Promise<boolean> =>
  isComplete(content, await cache.read(cache.hashesOf(content)));

test('the first time it answers at once, and learns the rest meanwhile', async () => {
  const { learned, better } = await openUnderstanding(assets, cacheOf(), logger);
  const quick = firstFound(createKnowledge(assets, learned), assets);
  expect(quick.found).toBe(quick.wanted);
  const full = firstFound(createKnowledge(assets, (await better) ?? undefined), assets);
  expect(better).not.toBeNull();
  expect(full.found).toBe(full.wanted);
});

test('the next time everything is known from the start', async () => {
  await (
    await openUnderstanding(assets, cacheOf(), logger)
  ).better;
  const { learned, better } = await openUnderstanding(assets, cacheOf(), logger);
  const knowledge = createKnowledge(assets, learned);
  expect(better).toBeNull();
  expect(firstFound(knowledge, assets).found).toBe(firstFound(knowledge, assets).wanted);
  expect(logged).toEqual([]);
});

test('what came with the program is used where nothing was kept', async () => {
  await (
    await openUnderstanding(assets, cacheOf(), logger)
  ).better;
  const empty = await mkdtemp(join(tmpdir(), 'sportello-learned-'));
  expect((await openUnderstanding(assets, cacheOf('code', [empty, folder]), logger)).better).toBeNull();
  await rm(empty, { recursive: true });
});

test.each([
  ['other code', 'newer code', assets],
  ['other content', 'code', { ...assets, entries: new Map([...assets.entries].slice(1)) }],
])('what was learned by %s is not used', async (_, codeHash, changed) => {
  await (
    await openUnderstanding(assets, cacheOf(), logger)
  ).better;
  expect(await isKept(changed, cacheOf(codeHash))).toBe(false);
});

test('a damaged file is told of, and learned again', async () => {
  await (
    await openUnderstanding(assets, cacheOf(), logger)
  ).better;
  const [name = ''] = await readdir(folder);
  await writeFile(join(folder, name), 'damaged');
  const { better } = await openUnderstanding(assets, cacheOf(), logger);
  expect(logged).toEqual(['kept file not readable']);
  await better;
  expect(await isKept(assets, cacheOf())).toBe(true);
});

import { stampSourceHashes, stampText } from '../../src/assets/stamp-source-hashes.ts';
import { smallTree } from './small-tree.ts';
import type { SmallTree } from './small-tree.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const file = 'answers/it/open-shop/it.md';
let tree: SmallTree;
let content: string;
beforeEach(async () => {
  tree = await smallTree();
  content = join(tree.root, 'content');
});
afterEach(() => tree.remove());

test('a translation without a hash gets its source’s, and every other byte stays', async () => {
  const stamped = await readFile(join(content, file), 'utf8');
  const hash = /source_hash: ([0-9a-f]{12})\n/.exec(stamped)?.[1] ?? '';
  await tree.edit(`content/${file}`, ` ${hash}`, '');
  expect(await stampSourceHashes(content)).toEqual([file]);
  expect(await readFile(join(content, file), 'utf8')).toBe(stamped);
});

test('source texts and translations that bear a hash are left alone', async () => {
  await tree.edit('content/answers/it/open-shop/en.md', 'First line', 'Changed line');
  expect(await stampSourceHashes(content)).toEqual([]);
  expect(await readFile(join(content, 'answers/it/open-shop/en.md'), 'utf8')).toContain('source_hash:\n');
});

test('a given file is stamped anew after its source changed', async () => {
  await tree.edit('content/answers/it/open-shop/en.md', 'First line', 'Changed line');
  expect(await tree.faults()).toHaveLength(1);
  expect(await stampSourceHashes(content, { files: [file] })).toEqual([file]);
  expect(await tree.faults()).toEqual([]);
});

test('new line breaks in the source are no change', async () => {
  await tree.edit('content/answers/it/open-shop/en.md', 'First line of', 'First\nline  of');
  expect(await tree.faults()).toEqual([]);
});

test('Windows line ends, comments and a body that quotes the field stay as they are', () => {
  const text = '---\r\ntitle: x # y\r\nsource_hash:   \r\n---\r\n## short\r\nsource_hash:\r\n';
  expect(stampText(text, 'abc')).toBe('---\r\ntitle: x # y\r\nsource_hash: abc\r\n---\r\n## short\r\nsource_hash:\r\n');
});

import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMediaFiles } from '../../src/system/media-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('bytes are kept once, under their own digest, for our own user alone', async () => {
  const files = createMediaFiles(join(folder, 'media'));
  const [name, again] = [await files.keep(Buffer.from('hello')), await files.keep(Buffer.from('hello'))];
  expect(name).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
  expect(again).toBe(name);
  expect(await readdir(join(folder, 'media'))).toEqual([name]);
  expect((await stat(join(folder, 'media', name))).mode & 0o777).toBe(0o600);
  expect(Buffer.from((await files.read(name)) ?? []).toString()).toBe('hello');
});

test.each(['../secrets.json', '..', '', 'ABCDEF', '/etc/passwd', `${'a'.repeat(64)}/x`])(
  'nothing but a digest is read: %j',
  async (name) => {
    await writeFile(join(folder, 'secrets.json'), 'secret');
    expect(await createMediaFiles(join(folder, 'media')).read(name)).toBeNull();
  },
);

test('bytes that no row names go once they are old, halves of files, too', async () => {
  const files = createMediaFiles(folder);
  const wanted = await files.keep(Buffer.from('wanted'));
  const unwanted = await files.keep(Buffer.from('unwanted'));
  await writeFile(join(folder, `${wanted}.half`), 'wan');
  const sweep = () => files.sweep((sha256) => Promise.resolve(sha256 === wanted), 60_000);
  expect(await sweep()).toBe(0);
  for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
  expect(await sweep()).toBe(2);
  expect(await readdir(folder)).toEqual([wanted]);
  expect(await files.read(unwanted)).toBeNull();
});

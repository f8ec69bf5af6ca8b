import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileKeeper, readSecrets } from '../../src/system/secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sportello-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const none = { directLineSecret: null };

test('secrets are made once and found again', async () => {
  const first = await readSecrets(fileKeeper(folder), none);
  expect(await readSecrets(fileKeeper(folder), none)).toEqual(first);
  expect(first.tokenKey).not.toBe(first.directLineSecret);
  expect(Buffer.from(first.tokenKey, 'base64url')).toHaveLength(32);
});

test('only the owner can read the file', async () => {
  await readSecrets(fileKeeper(folder), none);
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('a secret from the environment is used and not written down', async () => {
  const { directLineSecret } = await readSecrets(fileKeeper(folder), { directLineSecret: 'from the environment' });
  expect(directLineSecret).toBe('from the environment');
  expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('environment');
});

test('a damaged file stops the start with what to do', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"tokenKey":');
  await expect(readSecrets(fileKeeper(folder), none)).rejects.toThrow(
    /secrets\.json can't be read as JSON\. Restore it from a backup/,
  );
});

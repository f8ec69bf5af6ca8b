import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFiles } from '../ports/media.ts';

const blobName = /^[0-9a-f]{64}$/;

/** Blobs as files of one folder, readable by the service's own user alone. */
export function createMediaFiles(folder: string): MediaFiles {
  const pathOf = (sha256: string): string | null => (blobName.test(sha256) ? join(folder, sha256) : null);

  return {
    keep: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(folder, sha256), bytes);
      return sha256;
    },
    read: async (sha256) => {
      const path = pathOf(sha256);
      return path === null ? null : readFile(path).catch(nullWhereMissing);
    },
    sweep: async (isWanted, olderThanMs) => {
      const names = (await readdir(folder).catch(nullWhereMissing)) ?? [];
      let count = 0;
      for (const name of names) {
        const path = join(folder, name);
        const found = await stat(path).catch(nullWhereMissing);
        if (found === null || Date.now() - found.mtimeMs < olderThanMs) continue;
        if (blobName.test(name) && (await isWanted(name))) continue;
        await rm(path, { force: true });
        count++;
      }
      return count;
    },
  };
}

/** All of the file or nothing of it: a blob that is there is whole. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where files lie on their way between the two processes: a message between them holds both up for as long as it is read. Readable by
 * the service's own user alone; nothing stays.
 */
export interface FilePlace {
  /** Empties the place: what lies there was left by a crash. */
  open(): Promise<void>;
  /** Gives the path of a file with these bytes to the work, and deletes it after. */
  lend<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T>;
  read(path: string): Promise<Uint8Array>;
}

export function createFilePlace(folder: string): FilePlace {
  let count = 0;
  return {
    open: async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    lend: async (bytes, work) => {
      const path = join(folder, String(++count));
      try {
        await writeFile(path, bytes, { mode: 0o600 });
        return await work(path);
      } finally {
        await rm(path, { force: true });
      }
    },
    read: (path) => readFile(path),
  };
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What signs tokens and lets servers in. Made once, never shown, never logged. */
export interface Secrets {
  /** Signs visitor and Direct Line tokens. */
  readonly tokenKey: string;
  /** What servers present to `tokens/generate`. */
  readonly directLineSecret: string;
}

/** Where secrets are kept: a file beside SQLite, the database where several processes share it. */
export interface SecretKeeper {
  /** Returns the value kept under the name; keeps `fresh` if there is none. */
  keep(name: keyof Secrets, fresh: string): Promise<string>;
}

/** Reads the secrets, making those that are missing. */
export async function readSecrets(keeper: SecretKeeper, given: { readonly directLineSecret: string | null }): Promise<Secrets> {
  return {
    tokenKey: await keeper.keep('tokenKey', newKey()),
    directLineSecret: given.directLineSecret ?? (await keeper.keep('directLineSecret', newKey())),
  };
}

/** `secrets.json` in the data folder, readable by its owner alone. */
export function fileKeeper(dataDir: string): SecretKeeper {
  const path = join(dataDir, 'secrets.json');
  return {
    keep: async (name, fresh) => {
      const kept = await readKept(path);
      const found = kept[name];
      if (found !== undefined) return found;
      await mkdir(dataDir, { recursive: true });
      await writeFile(path, `${JSON.stringify({ ...kept, [name]: fresh }, null, 2)}\n`, { mode: 0o600 });
      return fresh;
    },
  };
}

async function readKept(path: string): Promise<Partial<Record<string, string>>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Partial<Record<string, string>>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(
      `${path} can't be read as JSON. Restore it from a backup, or delete it: everybody then has to sign in again.`,
      {
        cause: error,
      },
    );
  }
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}

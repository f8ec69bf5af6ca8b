import type { Request, Response } from 'express';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
};

const compressible = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg']);

/** Pages of the built browser part run their own scripts and styles, and nothing else. */
const pagePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

interface Loaded {
  readonly etag: string;
  readonly extension: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

export type StaticFiles = (request: Request, response: Response) => Promise<boolean>;

/**
 * Serves the built browser part from `folder`, compressed once and kept in memory. `/desk` finds `desk.html` or
 * `desk/index.html`. Resolves with false for what is not there: nothing was answered.
 */
export function createStaticFiles(folder: string): StaticFiles {
  const loaded = new Map<string, Loaded>();
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    for (const name of candidates(request.path)) {
      const file = await load(join(folder, name), loaded);
      if (file === null) continue;
      send(request, response, name, file);
      return true;
    }
    return false;
  };
}

function candidates(path: string): readonly string[] {
  const name = normalize(decodeURIComponent(path));
  // A null byte, a hidden file, or a way out of the folder is nothing that a build puts there.
  if (name.includes('\0') || name.split(sep).some((part) => part.startsWith('.'))) return [];
  if (extname(name) !== '') return [name];
  return name === sep ? [] : [`${name}.html`, join(name, 'index.html')];
}

async function load(path: string, loaded: Map<string, Loaded>): Promise<Loaded | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const etag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
  const known = loaded.get(path);
  if (known?.etag === etag) return known;
  const plain = await readFile(path);
  const extension = extname(path);
  const packed = compressible.has(extension) ? await pack(plain) : { br: null, gzip: null };
  const file = { etag, extension, plain, ...packed };
  loaded.set(path, file);
  return file;
}

async function pack(plain: Buffer): Promise<Pick<Loaded, 'br' | 'gzip'>> {
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(plain), promisify(gzip)(plain)]);
  return { br, gzip: zipped };
}

function send(request: Request, response: Response, name: string, file: Loaded): void {
  response.setHeader('ETag', file.etag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
  // The widget is loaded by other people's pages.
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (file.extension === '.html') response.setHeader('Content-Security-Policy', pagePolicy);
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', types[file.extension] ?? 'application/octet-stream');
  const [encoding, body] = choose(request.headers['accept-encoding'] ?? '', file);
  if (encoding !== null) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
}

/** Vite's `name-[hash].ext`: 8 characters or more of base64url or hex, a digit or capital among them. */
function isHashed(name: string): boolean {
  return /-(?=[\w-]*[\dA-Z])[\w-]{8,}\.\w+$/.test(name);
}

function choose(accepted: string, file: Loaded): readonly [encoding: string | null, body: Buffer] {
  if (file.br !== null && /\bbr\b/.test(accepted)) return ['br', file.br];
  if (file.gzip !== null && /\bgzip\b/.test(accepted)) return ['gzip', file.gzip];
  return [null, file.plain];
}

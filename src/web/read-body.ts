import type { IncomingMessage } from 'node:http';
import type { Route } from '../ports/channel.ts';
import { mostUploadedBytes } from '../domain/media.ts';
import { SportelloError } from '../domain/errors.ts';

/** Most bytes of a request's body, by how it is read. */
export interface BodyLimits {
  readonly json: number;
  readonly form: number;
  readonly raw: number;
  readonly file: number;
}

/** Raw, 3 MB: the largest webhook that WhatsApp's Cloud API says it sends. A file comes with up to 64 KB of form around it. */
export const defaultBodyLimits: BodyLimits = { json: 65_536, form: 65_536, raw: 3_145_728, file: mostUploadedBytes + 65_536 };

/**
 * Reads a request's body as its route asks. JSON and form give `undefined` and `{}` when nothing was sent.
 * Rejects with `body-type` (415), `body-too-large` (413) or `body-malformed` (400).
 */
export async function readBody(request: IncomingMessage, kind: Route['body'], limits: BodyLimits): Promise<unknown> {
  if (kind === 'none') return undefined;
  if (isEmpty(request)) return kind === 'raw' || kind === 'file' ? Buffer.alloc(0) : kind === 'form' ? {} : undefined;
  checkType(request, kind);
  const bytes = await readBytes(request, limits[kind]);
  if (kind === 'raw' || kind === 'file') return bytes;
  if (kind === 'form') return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  return bytes.length === 0 ? undefined : parseJson(bytes);
}

function isEmpty(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding === undefined && (length === undefined || length === '0');
}

const typeOf = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

function checkType(request: IncomingMessage, kind: Exclude<Route['body'], 'none'>): void {
  const { 'content-encoding': encoding, 'content-type': header = '' } = request.headers;
  if (encoding !== undefined && encoding !== 'identity') {
    throw new SportelloError('body-type', `The body is compressed (${quote(encoding)}). Send it uncompressed.`);
  }
  if (kind === 'json' || kind === 'form') checkTextType(header.toLowerCase(), kind);
}

function checkTextType(header: string, kind: 'json' | 'form'): void {
  const [type = '', ...parameters] = header.split(';');
  const found = type.trim();
  const isJsonKin = kind === 'json' && found.startsWith('application/') && found.endsWith('+json');
  if (found !== typeOf[kind] && !isJsonKin) {
    const what = found === '' ? 'The request has no Content-Type' : `The Content-Type is ${quote(found)}`;
    throw new SportelloError('body-type', `${what}. Send the body as ${typeOf[kind]}.`);
  }
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  if (charset !== undefined && !/^charset="?(utf-?8|us-ascii)"?$/.test(charset)) {
    throw new SportelloError('body-type', `The body's character set is ${quote(charset.slice(8))}. Send it as UTF-8.`);
  }
}

/** What the caller sent, short enough and plain enough to be sent back in a sentence. */
function quote(text: string): string {
  return `'${text.slice(0, 60).replaceAll(/[^\x20-\x7e]/g, '?')}'`;
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): SportelloError =>
    new SportelloError(
      'body-too-large',
      `The body is larger than ${String(limit)} bytes, the most that is read here. Send less.`,
    );
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  return await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What follows is read and thrown away, so that the answer reaches a caller who is still sending.
      if (size > limit) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size)));
    const cutOff = (cause?: unknown): void =>
      reject(new SportelloError('body-malformed', 'The body ended before all of it came.', { cause }));
    request.on('error', cutOff);
    // Every request closes; only one that did not end was cut off.
    request.on('close', () => {
      if (!request.readableEnded) cutOff();
    });
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (cause) {
    throw new SportelloError('body-malformed', 'The body is not valid JSON. Check its quotes, commas and brackets.', { cause });
  }
}

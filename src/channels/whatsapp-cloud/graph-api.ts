import { readLimited } from '../read-limited.ts';
import { fieldsIn, fieldsOf, numberIn, textIn } from './fields.ts';
import type { Fields } from './fields.ts';

/** Where the Graph API is, with the version that this was written for. */
export const graphRoot = 'https://graph.facebook.com/v24.0';
/** Longest one call may take, below the time after which the outbox gives up on a send. */
const callMs = 20_000;
/** Files are larger than words. */
const fileMs = 25_000;

/** Meta answered, and said no. */
export class GraphError extends Error {
  readonly status: number;
  /** Null: the answer names no cause. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | null;

  constructor(status: number, answer: Fields, retryAfter: string | null) {
    const error = fieldsIn(answer, 'error');
    const details = textIn(fieldsIn(error, 'error_data'), 'details') ?? textIn(error, 'message');
    super(details ?? `HTTP ${String(status)}`);
    this.name = 'GraphError';
    this.status = status;
    this.code = numberIn(error, 'code');
    this.subcode = numberIn(error, 'error_subcode');
    const seconds = Number(retryAfter ?? NaN);
    this.retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
  }
}

/** Meta did not answer. */
export class GraphUnreachable extends Error {
  /** Nothing can have arrived there. */
  readonly isUnsent: boolean;

  constructor(reason: string, isUnsent: boolean) {
    super(`WhatsApp can't be reached (${reason})`);
    this.name = 'GraphUnreachable';
    this.isUnsent = isUnsent;
  }
}

export interface Graph {
  get(path: string, signal?: AbortSignal): Promise<Fields>;
  post(path: string, body: Fields | FormData): Promise<Fields>;
  /** Bytes of a file, from an address that `get` named; at most `mostBytes`. */
  download(url: string, mostBytes: number): Promise<Uint8Array>;
}

export function createGraph(root: string, token: string): Graph {
  const headers = { authorization: `Bearer ${token}` };
  return {
    get: async (path, signal) => readAnswer(await call(`${root}/${path}`, { headers }, callMs, signal)),
    post: async (path, body) => {
      const isForm = body instanceof FormData;
      const sent = isForm
        ? { headers, body }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return readAnswer(await call(`${root}/${path}`, { ...sent, method: 'POST' }, isForm ? fileMs : callMs));
    },
    download: async (url, mostBytes) => {
      if (!isOfMeta(url, root)) throw new GraphUnreachable('the file is not at an address of Meta', true);
      const response = await call(url, { headers }, fileMs);
      if (!response.ok) throw new GraphError(response.status, {}, response.headers.get('retry-after'));
      const bytes = await readLimited(response, mostBytes);
      if (bytes === null) throw new GraphUnreachable(`the file is larger than ${String(mostBytes)} bytes`, true);
      return bytes;
    },
  };
}

/** The token goes nowhere else. Source of the hosts: Meta, "Media", download URLs. */
function isOfMeta(url: string, root: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  return (
    origin === new URL(root).origin || (protocol === 'https:' && /(^|\.)(fbsbx\.com|facebook\.com|whatsapp\.net)$/.test(hostname))
  );
}

async function call(url: string, options: RequestInit, ms: number, stop?: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(ms);
  const signal = stop === undefined ? late : AbortSignal.any([late, stop]);
  try {
    return await fetch(url, { ...options, redirect: 'error', signal });
  } catch (error) {
    throw unreachable(error);
  }
}

async function readAnswer(response: Response): Promise<Fields> {
  const text = await response.text().catch((error: unknown) => Promise.reject(unreachable(error)));
  const answer = parse(text);
  if (!response.ok) throw new GraphError(response.status, answer ?? {}, response.headers.get('retry-after'));
  if (answer === null) throw new GraphUnreachable('the answer is no JSON', false);
  return answer;
}

function parse(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Faults before a connection stood. Source: Node's system errors. */
const unconnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

function unreachable(error: unknown): GraphUnreachable {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = textIn(fieldsOf(cause), 'code') ?? (error instanceof Error ? error.name : 'no answer');
  return new GraphUnreachable(code, unconnected.has(code));
}

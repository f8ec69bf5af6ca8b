import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkMessage, checkText, GraphRefusal } from './graph-checks.ts';
import type { ApprovedTemplate, ShownChoice } from './graph-checks.ts';

/** One request that a business made, as it arrived. */
export interface GraphCall {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** Meta's code; null: accepted. */
  readonly code: number | null;
}

export interface ShownOnPhone {
  readonly wamid: string;
  readonly user: string;
  readonly text: string;
  readonly choices: readonly ShownChoice[];
  /** What the business gave along. */
  readonly callback: string | undefined;
  readonly type: string;
}

/** Answers the next message with an error, hides the answer, or never answers. */
export type GraphFailure = { readonly code: number; readonly status?: number; readonly subcode?: number } | 'drop' | 'garble';

/** Hands a signed webhook to the business; resolves with its answer's status. */
export type Deliver = (bytes: Buffer, headers: Readonly<Record<string, string>>) => Promise<number>;

/** A Graph server on loopback that refuses what Meta refuses, and a phone at its other end. */
export interface GraphApi {
  readonly url: string;
  readonly token: string;
  readonly phoneId: string;
  readonly appSecret: string;
  readonly calls: readonly GraphCall[];
  readonly shown: readonly ShownOnPhone[];
  readonly read: readonly string[];
  readonly templates: ApprovedTemplate[];
  readonly failures: GraphFailure[];
  readonly files: Map<string, { readonly bytes: Buffer; readonly type: string; readonly name?: string }>;
  /** Called with each message that was taken, before the business is answered. */
  readonly hooks: { taken?: (message: ShownOnPhone) => Promise<unknown>; forgetsMessages?: boolean };
  /** The token is not accepted any more. */
  revoke(): void;
  messageCalls(): readonly GraphCall[];
  /** When a person wrote last, in milliseconds; decides about the window of 24 hours. */
  readonly heardAt: Map<string, number>;
  close(): Promise<void>;
}

export interface GraphOptions {
  readonly now?: () => number;
  readonly token?: string;
}

const windowMs = 86_400_000;
/** One message in six seconds to one person; up to 45 at once, to be paid back. */
const pair = { burst: 45, ms: 6_000 };

interface State extends Omit<GraphApi, 'url' | 'close' | 'revoke' | 'messageCalls'> {
  readonly calls: GraphCall[];
  readonly shown: ShownOnPhone[];
  readonly read: string[];
  readonly owed: Map<string, { count: number; at: number }>;
  readonly now: () => number;
  url: string;
  isRevoked: boolean;
  next: number;
}

export async function openGraphApi(options: GraphOptions = {}): Promise<GraphApi> {
  const state = createState(options);
  const server = createServer((request, response) => void serve(state, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v24.0`;
  return {
    ...state,
    url: state.url,
    revoke: () => void (state.isRevoked = true),
    messageCalls: () => state.calls.filter(({ path, body }) => path.endsWith('/messages') && body['status'] === undefined),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function createState({ now = Date.now, token = 'EAA-test-token' }: GraphOptions): State {
  return {
    url: '',
    token,
    phoneId: '106540352242922',
    appSecret: 'the-secret-of-the-app',
    calls: [],
    shown: [],
    read: [],
    templates: [],
    failures: [],
    files: new Map(),
    hooks: {},
    heardAt: new Map(),
    owed: new Map(),
    now,
    isRevoked: false,
    next: 1,
  };
}

/** A webhook's bytes as Meta sends them: letters beyond ASCII escaped, signed with the app's secret. */
export function signedWebhook(payload: unknown, appSecret: string): { bytes: Buffer; headers: Record<string, string> } {
  const escaped = JSON.stringify(payload).replaceAll(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const bytes = Buffer.from(escaped.replaceAll('/', String.raw`\/`));
  return { bytes, headers: signedBytes(bytes, appSecret) };
}

export function signedBytes(bytes: Buffer, appSecret: string): Record<string, string> {
  const digest = createHmac('sha256', appSecret).update(bytes).digest('hex');
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').replace(/^\/v\d+\.\d+\//, '').replace(/\?.*$/, '');
  const bytes = await readAll(request);
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  const body = isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {};
  const record = (code: number | null): void => void state.calls.push({ path, body, at: Date.now(), code });
  try {
    checkToken(state, request);
    const failure = isMessage(request, path, body) ? takeFailure(state) : undefined;
    const answer = route(state, request.method ?? 'GET', path, body, bytes, request);
    record(null);
    const taken = isMessage(request, path, body) ? state.shown.at(-1) : undefined;
    if (taken !== undefined) await state.hooks.taken?.(taken);
    answerWith(response, answer, failure);
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    record(error.code);
    reply(response, error.status, errorBody(error));
  }
}

function answerWith(response: ServerResponse, answer: unknown, failure: 'drop' | 'garble' | undefined): void {
  if (failure === 'drop') response.destroy();
  else if (failure === 'garble') response.end('<html>');
  else if (Buffer.isBuffer(answer)) response.end(answer);
  else reply(response, 200, answer);
}

function isMessage({ method }: IncomingMessage, path: string, body: Body): boolean {
  return method === 'POST' && path.endsWith('/messages') && body['status'] === undefined;
}

function takeFailure({ failures }: State): 'drop' | 'garble' | undefined {
  const failure = failures.shift();
  if (typeof failure !== 'object') return failure;
  throw new GraphRefusal(failure.status ?? 400, failure.code, `(#${String(failure.code)}) Simulated`, failure.subcode ?? null);
}

function reply(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

function errorBody({ code, message, subcode }: GraphRefusal): unknown {
  const data = { messaging_product: 'whatsapp', details: message };
  const sub = subcode === null ? {} : { error_subcode: subcode };
  return { error: { message, type: 'OAuthException', code, ...sub, error_data: data, fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam' } };
}

function checkToken(state: State, request: IncomingMessage): void {
  if (!state.isRevoked && request.headers.authorization === `Bearer ${state.token}`) return;
  throw new GraphRefusal(401, 190, 'Error validating access token: the session has been invalidated');
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Body = Readonly<Record<string, unknown>>;

function route(state: State, method: string, path: string, body: Body, bytes: Buffer, request: IncomingMessage): unknown {
  if (method === 'GET' && path === state.phoneId) return { id: path, display_phone_number: '+39 055 123 4567' };
  if (method === 'GET' && path.startsWith('/file/')) return state.files.get(path.slice(6))?.bytes ?? unknown(path);
  if (method === 'GET') return describe(state, path);
  if (path === `${state.phoneId}/messages`)
    return body['status'] === undefined ? takeMessage(state, body) : takeRead(state, body);
  if (path === `${state.phoneId}/media`) return takeFile(state, bytes, request);
  return unknown(path);
}

function unknown(path: string): never {
  const message = `Unsupported request. Object with ID '${path.split('/')[0] ?? ''}' does not exist`;
  throw new GraphRefusal(400, 100, message, 33);
}

function describe(state: State, id: string): unknown {
  const file = state.files.get(id);
  if (file === undefined) return unknown(id);
  const url = `${new URL(state.url).origin}/file/${id}`;
  return { messaging_product: 'whatsapp', url, mime_type: file.type, file_size: file.bytes.length, id };
}

function takeFile(state: State, bytes: Buffer, request: IncomingMessage): unknown {
  const form = bytes.toString('latin1');
  if (request.headers['content-type']?.startsWith('multipart/form-data; boundary=') !== true)
    throw new GraphRefusal(400, 100, '(#100) No form');
  for (const name of ['messaging_product', 'file']) {
    if (!form.includes(`name="${name}"`)) throw new GraphRefusal(400, 100, `(#100) The parameter ${name} is required.`);
  }
  const id = `media${String(state.next++)}`;
  state.files.set(id, filePart(bytes, form));
  return { id };
}

/** The part of a form that is a file: from behind its headers to the next boundary. */
function filePart(bytes: Buffer, form: string): { bytes: Buffer; type: string; name: string } {
  const head = /name="file"; filename="([^"]*)"\r\n(?:Content-Type: ([^\r]*)\r\n)?\r\n/i.exec(form);
  const start = (head?.index ?? 0) + (head?.[0].length ?? 0);
  const boundary = form.slice(0, form.indexOf('\r\n'));
  const part = bytes.subarray(start, form.indexOf(`\r\n${boundary}`, start));
  return { bytes: part, type: head?.[2] ?? 'application/octet-stream', name: head?.[1] ?? '' };
}

/** A file is shown by its name and size. */
function shownFile({ files }: State, body: Body): string | null {
  const media = body[String(body['type'])];
  const id = typeof media === 'object' && media !== null && 'id' in media ? String(media.id) : '';
  const file = files.get(id);
  return file === undefined ? null : `${file.name ?? ''}, ${String(file.bytes.length)} bytes`;
}

function takeRead(state: State, body: Body): unknown {
  if (body['status'] !== 'read') throw new GraphRefusal(400, 100, '(#100) Param status must be one of {READ}');
  if (state.hooks.forgetsMessages === true) return unknown('wamid');
  state.read.push(checkText(body['message_id'], 'message_id', 200));
  return { success: true };
}

function takeMessage(state: State, body: Body): unknown {
  if (body['messaging_product'] !== 'whatsapp')
    throw new GraphRefusal(400, 100, '(#100) The parameter messaging_product is required.');
  const user = body['recipient'] ?? body['to'];
  if (typeof user !== 'string' || user === '') throw new GraphRefusal(400, 100, '(#100) The parameter to is required.');
  checkText(body['biz_opaque_callback_data'] ?? '', 'biz_opaque_callback_data', 512, 0);
  const checked = checkMessage(body, state.templates, new Set(state.files.keys()));
  const isOpen = state.now() - (state.heardAt.get(user) ?? -Infinity) < windowMs;
  if (!isOpen && body['type'] !== 'template') throw new GraphRefusal(400, 131047, '(#131047) Re-engagement message');
  checkPair(state, user);
  const wamid = `wamid.${Buffer.from(`${user}:${String(state.next++)}`).toString('base64')}`;
  const callback = typeof body['biz_opaque_callback_data'] === 'string' ? body['biz_opaque_callback_data'] : undefined;
  const text = shownFile(state, body) ?? checked.text;
  state.shown.push({ wamid, user, ...checked, text, callback, type: String(body['type']) });
  const contact = 'to' in body ? { input: user, wa_id: user } : { input: user, user_id: user };
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: wamid }] };
}

function checkPair(state: State, user: string): void {
  const now = state.now();
  const { count, at } = state.owed.get(user) ?? { count: 0, at: now };
  const owed = Math.max(0, count - (now - at) / pair.ms) + 1;
  if (owed > pair.burst + 1e-9)
    throw new GraphRefusal(400, 131056, '(#131056) (Business Account, Consumer Account) pair rate limit hit');
  state.owed.set(user, { count: owed, at: now });
}

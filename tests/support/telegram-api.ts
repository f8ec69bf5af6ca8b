import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers, createState, Refusal, textOf } from './telegram-methods.ts';
import type { BotCall, Failure, ShownMessage, State } from './telegram-methods.ts';

export type { BotCall, ShownMessage } from './telegram-methods.ts';

/** A Bot API server on loopback that is as strict as Telegram's: what it refuses there it refuses here. */
export interface TelegramApi {
  readonly url: string;
  readonly token: string;
  readonly calls: readonly BotCall[];
  readonly shown: readonly ShownMessage[];
  callsOf(method: string): readonly BotCall[];
  texts(chat?: number): readonly string[];
  /** Somebody writes; `extra` replaces or adds fields of the message. */
  say(text: string, extra?: Readonly<Record<string, unknown>>): number;
  /** Who has the chat presses a button; `from` where it is not Amina's. */
  press(message: ShownMessage, label: string, from?: Readonly<Record<string, unknown>>): void;
  update(fields: Readonly<Record<string, unknown>>): number;
  /** Updates that were not confirmed yet. */
  pending(): number;
  /** What people sent, by its id. */
  readonly files: Map<string, Uint8Array>;
  readonly blocked: Set<string>;
  /** Chats that must wait: until when, in milliseconds. */
  readonly waits: Map<string, number>;
  /** Answers the next calls of a method with this, once each. */
  failNext(method: string, answer: Failure | 'drop'): void;
  /** From now on only this token is accepted; a poll that is held is let go. */
  accept(token: string): void;
  /** Cuts every connection before it says anything, until called with `true`. */
  reach(isReachable: boolean): void;
  close(): Promise<void>;
}

const person = { id: 42, is_bot: false, first_name: 'Amina', language_code: 'en' };

export async function openTelegramApi(token = '123456:test-token'): Promise<TelegramApi> {
  const state = createState(token);
  const server = createServer((request, response) => {
    const file = fileAt(state, request.url ?? '');
    if (state.isUnreachable) response.destroy();
    else if (file !== undefined) response.end(file);
    else void serve(state, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const update = (fields: Readonly<Record<string, unknown>>): number => {
    const id = state.nextUpdate++;
    state.updates.push({ update_id: id, ...fields });
    state.wake();
    return id;
  };
  const say = (text: string, extra: Readonly<Record<string, unknown>> = {}): number =>
    update({ message: messageOf(state, text, extra) });
  return {
    url: `http://127.0.0.1:${String(port)}`,
    token,
    calls: state.calls,
    shown: state.shown,
    files: state.files,
    blocked: state.blocked,
    waits: state.waits,
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    texts: (chat = person.id) => state.shown.filter((message) => message.chat === textOf(chat)).map(({ text }) => text),
    say,
    update,
    press: (message, label, from = person) => void update({ callback_query: { ...pressOf(state, message, label), from } }),
    pending: () => state.updates.length,
    failNext: (method, answer) => void state.failures.push({ method, answer }),
    accept: (accepted) => {
      state.token = accepted;
      state.wake();
    },
    reach: (isReachable) => {
      state.isUnreachable = !isReachable;
      if (!isReachable) server.closeAllConnections();
    },
    close: async () => {
      state.wake();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function messageOf(state: State, text: string, extra: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const date = Math.floor(Date.now() / 1_000);
  const chat = { id: person.id, type: 'private', first_name: person.first_name };
  return { message_id: state.nextMessage++, date, chat, from: person, ...(text === '' ? {} : { text }), ...extra };
}

function pressOf(state: State, message: ShownMessage, label: string): Record<string, unknown> {
  const button = message.keyboard.find(({ text }) => text === label);
  if (button === undefined) throw new Error(`no button ${label} under: ${message.text}`);
  const id = `q${String(state.nextMessage++)}`;
  state.openQueries.add(id);
  const shown = {
    message_id: message.messageId,
    date: 1,
    chat: { id: Number(message.chat), type: 'private' },
    text: message.text,
    reply_markup: { inline_keyboard: message.keyboard.map((each) => [each]) },
  };
  return { id, from: person, chat_instance: '1', data: button.callback_data, message: shown };
}

function fileAt(state: State, url: string): Uint8Array | undefined {
  const [, token, id = ''] = /^\/file\/bot([^/]+)\/photos\/(.+)$/.exec(url) ?? [];
  return token === state.token ? state.files.get(id) : undefined;
}

function requireToken(state: State, token: string | undefined): void {
  if (token !== state.token) throw new Refusal(401, 'Unauthorized');
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
  const params = await readParams(request);
  const record = (ok: boolean): number => state.calls.push({ method, params, at: Date.now(), ok });
  const reply = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  try {
    requireToken(state, token);
    const answer = takeFailure(state, method);
    if (answer === 'drop') {
      await answerOf(state, method, params, response);
      record(true);
      response.destroy();
      return;
    }
    if (answer !== null) throw refusalOf(answer);
    const pending = answerOf(state, method, params, response);
    if (method === 'getUpdates') record(true);
    const result = await pending;
    if (method !== 'getUpdates') record(true);
    reply(200, { ok: true, result });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    record(false);
    const { code, message, parameters } = error;
    reply(code, { ok: false, error_code: code, description: message, ...(parameters === undefined ? {} : { parameters }) });
  }
}

function refusalOf({ code, description, retryAfter }: Failure): Refusal {
  return new Refusal(code, description, retryAfter === undefined ? undefined : { retry_after: retryAfter });
}

function takeFailure(state: State, method: string): Failure | 'drop' | null {
  const at = state.failures.findIndex((failure) => failure.method === method);
  return at === -1 ? null : (state.failures.splice(at, 1)[0]?.answer ?? null);
}

async function readParams(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) return readForm(Buffer.concat(chunks), type);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A field that names a part (`attach://id`) stands for that part. */
async function readForm(body: Buffer<ArrayBuffer>, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const entries = [...form.entries()].map(([name, value]) => {
    const part = typeof value === 'string' && value.startsWith('attach://') ? form.get(value.slice(9)) : null;
    return [name, part ?? value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

type Params = Readonly<Record<string, unknown>>;

function answerOf(state: State, method: string, params: Params, response: ServerResponse): unknown {
  if (method === 'getUpdates') return getUpdates(state, params, response);
  const answer = answers[method];
  if (answer === undefined) throw new Refusal(404, 'Not Found: method not found');
  return answer(state, params);
}

/** Held until there is something new; what is below the offset is confirmed. One poller at a time. */
async function getUpdates(state: State, params: Params, response: ServerResponse): Promise<unknown> {
  if (state.isPolled) throw new Refusal(409, 'Conflict: terminated by other getUpdates request');
  const offset = Number(params['offset'] ?? 0);
  state.updates = state.updates.filter(({ update_id: id }) => Number(id) >= offset);
  if (state.updates.length === 0) {
    state.isPolled = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Number(params['timeout'] ?? 0) * 1_000);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      response.once('close', state.wake);
    });
    state.isPolled = false;
  }
  return state.updates.slice(0, Number(params['limit'] ?? 100));
}

import { isRecord, numberIn, textIn } from './fields.ts';
import type { Fields } from './fields.ts';
import { readHeard } from './heard.ts';
import type { HeardMessage } from './heard.ts';

/** What the child process is told once, at its start. */
export interface ChildSettings {
  /** Folder of the browser's profile: with it the session survives a restart. */
  readonly sessionFolder: string;
  readonly chromiumPath: string;
  /** A page of our own in place of WhatsApp's; null: the real one. */
  readonly page: string | null;
  /** Digits of our own number: then a code to type on the phone takes the place of the QR code. */
  readonly phone: string | null;
  /** Longest start of the browser and its page, in milliseconds. */
  readonly startMs: number;
  /** Longest single call into the page, in milliseconds. */
  readonly callMs: number;
  /** Longest call that carries a file, in milliseconds. */
  readonly fileMs: number;
  /** Longest wait for the browser to put its files in order at the end, in milliseconds. */
  readonly closeMs: number;
  /** Time between two looks for messages that no event announced, in milliseconds. */
  readonly catchUpMs: number;
}

/** What the parent may ask for. Each is answered by `result` or `failed` with the same id. */
export type Call =
  | ({ readonly name: 'send'; readonly text: string } & Outgoing)
  /** Bytes go through a file of the shared folder, never through a message: `path` names it. */
  | ({ readonly name: 'send-file'; readonly file: OutgoingFile; readonly caption: string } & Outgoing)
  /** Writes a message's file to `path`; answered by null where there is none, none any more, or one of more than `mostBytes`. */
  | { readonly name: 'fetch'; readonly message: string; readonly path: string; readonly mostBytes: number }
  | { readonly name: 'seen'; readonly chat: string }
  | { readonly name: 'typing'; readonly chat: string }
  | { readonly name: 'state' };

/** Where something goes, and what is known of an earlier try. */
export interface Outgoing {
  readonly chat: string;
  /** Milliseconds since 1970 of an earlier try whose outcome is unknown: what left since then is not sent again. */
  readonly triedAt: number | null;
  /** The id of what was sent there before: it is no trace of this one. */
  readonly before: string | null;
}

export interface OutgoingFile {
  readonly path: string;
  readonly contentType: string;
  readonly fileName: string;
}

export type ToChild =
  | { readonly type: 'start'; readonly settings: ChildSettings }
  | { readonly type: 'call'; readonly id: number; readonly call: Call }
  /** These messages are stored: they need not come again. */
  | { readonly type: 'kept'; readonly ids: readonly string[] }
  | { readonly type: 'stop' };

export type FromChild =
  | { readonly type: 'qr' | 'code'; readonly text: string }
  /** Linked, synchronised, and listening. */
  | { readonly type: 'ready' }
  | { readonly type: 'heard'; readonly messages: readonly HeardMessage[] }
  /** The page's connection to WhatsApp, in WhatsApp's own word. */
  | { readonly type: 'state'; readonly state: string }
  /** The session ended: unlinked, banned, taken over. The process ends after it. */
  | { readonly type: 'gone'; readonly reason: string }
  /** Browser, page or library failed. The process ends after it. */
  | { readonly type: 'fault'; readonly reason: string }
  | { readonly type: 'result'; readonly id: number; readonly value: string | null }
  /** `isUnsent`: nothing can have left. */
  | { readonly type: 'failed'; readonly id: number; readonly isUnsent: boolean; readonly reason: string };

type Reader<Message> = (fields: Readonly<Record<string, unknown>>) => Message | null;

function readerIn<Message>(readers: Readonly<Record<string, Reader<Message>>>, type: unknown): Reader<Message> | null {
  return typeof type === 'string' && Object.hasOwn(readers, type) ? (readers[type] ?? null) : null;
}

/** A message of the child as what it is; null for what is none. */
export function readFromChild(value: unknown): FromChild | null {
  if (!isRecord(value)) return null;
  return readerIn(childReaders, value['type'])?.(value) ?? null;
}

const withText =
  (type: 'qr' | 'code'): Reader<FromChild> =>
  (fields) => {
    const text = textIn(fields, 'text');
    return text === null ? null : { type, text };
  };

const withReason =
  (type: 'gone' | 'fault'): Reader<FromChild> =>
  (fields) => {
    const reason = textIn(fields, 'reason');
    return reason === null ? null : { type, reason };
  };

const childReaders: Readonly<Record<string, Reader<FromChild>>> = {
  qr: withText('qr'),
  code: withText('code'),
  gone: withReason('gone'),
  fault: withReason('fault'),
  ready: () => ({ type: 'ready' }),
  state: (fields) => {
    const state = textIn(fields, 'state');
    return state === null ? null : { type: 'state', state };
  },
  heard: ({ messages }) => {
    if (!Array.isArray(messages)) return null;
    return { type: 'heard', messages: messages.flatMap((message) => readHeard(message) ?? []) };
  },
  result: (fields) => {
    const id = numberIn(fields, 'id');
    return id === null ? null : { type: 'result', id, value: textIn(fields, 'value') };
  },
  failed: (fields) => {
    const [id, reason] = [numberIn(fields, 'id'), textIn(fields, 'reason')];
    return id === null || reason === null ? null : { type: 'failed', id, reason, isUnsent: fields['isUnsent'] === true };
  },
};

/** An order of the parent as what it is; null for what is none. */
export function readToChild(value: unknown): ToChild | null {
  if (!isRecord(value)) return null;
  return readerIn(parentReaders, value['type'])?.(value) ?? null;
}

const parentReaders: Readonly<Record<string, Reader<ToChild>>> = {
  start: ({ settings }) => {
    const read = readSettings(settings);
    return read === null ? null : { type: 'start', settings: read };
  },
  call: (fields) => {
    const [id, call] = [numberIn(fields, 'id'), readCall(fields['call'])];
    return id === null || call === null ? null : { type: 'call', id, call };
  },
  kept: ({ ids }) =>
    Array.isArray(ids) ? { type: 'kept', ids: ids.filter((id): id is string => typeof id === 'string') } : null,
  stop: () => ({ type: 'stop' }),
};

function readCall(value: unknown): Call | null {
  if (!isRecord(value)) return null;
  const { name } = value;
  if (name === 'state') return { name };
  if (name === 'fetch') return readFetch(value);
  const chat = textIn(value, 'chat');
  if (chat === null) return null;
  if (name === 'seen' || name === 'typing') return { name, chat };
  const outgoing = { chat, triedAt: numberIn(value, 'triedAt'), before: textIn(value, 'before') };
  if (name === 'send-file') return readSendFile(value, outgoing);
  const text = textIn(value, 'text');
  return name === 'send' && text !== null ? { name, text, ...outgoing } : null;
}

function readSendFile({ file, caption }: Fields, outgoing: Outgoing): Call | null {
  if (!isRecord(file) || typeof caption !== 'string') return null;
  const [path, contentType, fileName] = [textIn(file, 'path'), textIn(file, 'contentType'), textIn(file, 'fileName')];
  if (path === null || contentType === null || fileName === null) return null;
  return { name: 'send-file', file: { path, contentType, fileName }, caption, ...outgoing };
}

function readFetch(value: Fields): Call | null {
  const [message, path, mostBytes] = [textIn(value, 'message'), textIn(value, 'path'), numberIn(value, 'mostBytes')];
  return message === null || path === null || mostBytes === null ? null : { name: 'fetch', message, path, mostBytes };
}

/** Longest time that a call may take, in milliseconds: a file takes longer than a word. */
export function limitOf({ name }: Call, { callMs, fileMs }: Pick<ChildSettings, 'callMs' | 'fileMs'>): number {
  return name === 'send-file' || name === 'fetch' ? fileMs : callMs;
}

function readSettings(value: unknown): ChildSettings | null {
  if (!isRecord(value)) return null;
  const [sessionFolder, chromiumPath] = [textIn(value, 'sessionFolder'), textIn(value, 'chromiumPath')];
  const times = timesIn(value);
  if (sessionFolder === null || chromiumPath === null || times === null) return null;
  const [page, phone] = [textIn(value, 'page'), textIn(value, 'phone')];
  return { sessionFolder, chromiumPath, page, phone, ...times };
}

type Times = Pick<ChildSettings, 'startMs' | 'callMs' | 'fileMs' | 'closeMs' | 'catchUpMs'>;

function timesIn(fields: Fields): Times | null {
  const [startMs, callMs, fileMs] = [numberIn(fields, 'startMs'), numberIn(fields, 'callMs'), numberIn(fields, 'fileMs')];
  const [closeMs, catchUpMs] = [numberIn(fields, 'closeMs'), numberIn(fields, 'catchUpMs')];
  if (startMs === null || callMs === null || fileMs === null || closeMs === null || catchUpMs === null) return null;
  return { startMs, callMs, fileMs, closeMs, catchUpMs };
}

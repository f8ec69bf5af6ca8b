import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the page did, in the order in which it arrived. */
export interface PageDeed {
  readonly id?: string;
  readonly did: 'open' | 'send' | 'seen' | 'typing' | 'pair' | 'find';
  readonly chat?: string;
  readonly text?: string;
  /** Of a file: what WhatsApp shows it as, and where its bytes went. */
  readonly type?: string;
  readonly upload?: string;
  readonly phone?: string;
  readonly device?: string | null;
  readonly at: number;
}

/** A message that somebody sends; fields beside these are WhatsApp's own. */
export interface PageMessage {
  readonly id: string;
  readonly chat: string;
  readonly type: string;
  readonly t: number;
  readonly [field: string]: unknown;
}

export interface PageFile {
  readonly bytes: Uint8Array;
  readonly name?: string;
  readonly type?: string;
}

/**
 * WhatsApp as far as one linked device sees it: a page for the real library in a real browser, and behind it the phone
 * and the servers, which outlive page, browser and process.
 */
export interface WhatsAppPage {
  /** The file to open in place of WhatsApp's page. */
  readonly file: string;
  readonly deeds: readonly PageDeed[];
  /** Texts shown to whoever sits in this chat; a file as its name and size, and what is written under it. */
  texts(chat?: string): readonly string[];
  /** Somebody writes: announced to the page where one is open, else found there as unread. Returns the message's id. */
  say(text: string, fields?: Readonly<Record<string, unknown>>): string;
  correct(id: string, text: string): void;
  /** How many messages nobody has read. */
  unread(): number;
  /** The phone scans the code; synchronising takes so many milliseconds. */
  link(pause?: number): void;
  unlink(how?: 'UNPAIRED' | 'logout' | 'TOS_BLOCK'): void;
  newQr(ref: string): void;
  /** The page stops answering anything. */
  freeze(): void;
  /** So many of the next sends never end, and reach nobody. */
  hangs: number;
  /** So many of the next sends never end, although they arrive. */
  mutes: number;
  /** Ids that are no phone number, by chat: known to the page from its next start. */
  readonly lids: Record<string, string>;
  /** Bytes on WhatsApp's servers, by the path that a message names. */
  readonly files: Map<string, PageFile>;
  /** What becomes of the next downloads. */
  readonly fileFaults: ('hang' | 'break' | 'gone')[];
  isOpen(): boolean;
  close(): Promise<void>;
}

export const aminasChat = '390001112223@c.us';

interface State {
  readonly deeds: PageDeed[];
  readonly streams: Set<ServerResponse>;
  unread: PageMessage[];
  /** Everything that somebody sent. */
  readonly said: PageMessage[];
  /** Our own messages, which WhatsApp keeps. */
  readonly own: object[];
  device: string | null;
  count: number;
  page: WhatsAppPage | null;
}

/** `isLinked`: whether the phone knows the first device that opens the page. */
export async function openWhatsAppPage({ isLinked = true } = {}): Promise<WhatsAppPage> {
  const state: State = {
    deeds: [],
    streams: new Set(),
    unread: [],
    said: [],
    own: [],
    device: isLinked ? 'any' : null,
    count: 0,
    page: null,
  };
  const server = createServer((request, response) => void serve(state, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const control = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const folder = await mkdtemp(join(tmpdir(), 'sportello-whatsapp-page-'));
  const file = join(folder, 'page.html');
  const template = await readFile(join(import.meta.dirname, 'whatsapp-web-page/page.html'), 'utf8');
  await writeFile(file, template.replace('__CONTROL__', control));
  const order = (name: string, rest: object = {}): void => {
    for (const stream of state.streams) stream.write(`data: ${JSON.stringify({ order: name, ...rest })}\n\n`);
  };
  const page: WhatsAppPage = {
    file,
    deeds: state.deeds,
    hangs: 0,
    mutes: 0,
    lids: {},
    files: new Map(),
    fileFaults: [],
    texts: (chat = aminasChat) =>
      state.deeds.flatMap((deed) => (deed.did === 'send' && deed.chat === chat ? [shown(state, deed)] : [])),
    say: (text, fields = {}) => {
      const id = `M${String(++state.count)}`;
      const t = Math.floor(Date.now() / 1_000);
      const message: PageMessage = { id, chat: aminasChat, type: 'chat', t, notifyName: 'Amina', body: text, ...fields };
      state.unread.push(message);
      state.said.push(message);
      order('deliver', message);
      return id;
    },
    correct: (id, text) => order('correct', { id, text, at: Date.now() }),
    unread: () => state.unread.length,
    link: (pause = 0) => {
      state.device = `device-${String(++state.count)}`;
      order('link', { device: state.device, pause });
    },
    unlink: (how = 'UNPAIRED') => {
      state.device = null;
      order(how === 'logout' ? 'logout' : 'unlink', { state: how });
    },
    newQr: (ref) => order('qr', { ref }),
    freeze: () => order('freeze'),
    isOpen: () => state.streams.size > 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  };
  state.page = page;
  return page;
}

const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/orders') {
    response.writeHead(200, { ...open, 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    state.streams.add(response);
    response.once('close', () => state.streams.delete(response));
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const body = Buffer.concat(chunks);
  if (pathname === '/down') return sendDown(state, response, searchParams.get('path') ?? '');
  if (pathname === '/up') return takeUp(state, response, searchParams, body);
  const deed = { ...(JSON.parse(body.toString()) as Omit<PageDeed, 'at'>), at: Date.now() };
  const answer = answerOf(state, deed);
  response.writeHead(200, { ...open, 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

function answerOf(state: State, deed: PageDeed): object {
  if (deed.did === 'open') return { ...openedBy(state, deed), lids: state.page?.lids ?? {} };
  if (deed.did === 'find') return { message: state.said.find(({ id, chat }) => `false_${chat}_${id}` === deed.id) ?? null };
  if (deed.did === 'send' && isOneOf(state, 'hangs')) return { hang: true };
  state.deeds.push(deed);
  if (deed.did === 'send') {
    const words = deed.type === undefined ? { body: deed.text } : { type: deed.type, caption: deed.text };
    state.own.push({ chat: deed.chat, id: deed.id, ...words, t: Math.floor(deed.at / 1_000) });
  }
  if (deed.did === 'seen') state.unread = state.unread.filter(({ chat }) => chat !== deed.chat);
  return { hang: deed.did === 'send' && isOneOf(state, 'mutes') };
}

function openedBy(state: State, deed: PageDeed): object {
  state.deeds.push(deed);
  const isLinked = state.device === 'any' || (state.device !== null && state.device === deed.device);
  return isLinked ? { isLinked, unread: state.unread, own: state.own } : { isLinked, unread: [], own: [] };
}

function isOneOf({ page }: State, which: 'hangs' | 'mutes'): boolean {
  if (page === null || page[which] === 0) return false;
  page[which]--;
  return true;
}

function shown({ page }: State, { text = '', upload }: PageDeed): string {
  const file = upload === undefined ? undefined : page?.files.get(upload);
  return file === undefined ? text : `[${file.name ?? ''}, ${String(file.bytes.length)} bytes] ${text}`;
}

function sendDown({ page }: State, response: ServerResponse, path: string): void {
  const fault = page?.fileFaults.shift();
  if (fault === 'hang') return;
  const file = fault === 'gone' ? undefined : page?.files.get(path);
  response.writeHead(fault === 'break' ? 500 : file === undefined ? 404 : 200, open);
  response.end(file?.bytes);
}

function takeUp(state: State, response: ServerResponse, query: URLSearchParams, bytes: Uint8Array): void {
  const path = `/up/${String(++state.count)}`;
  state.page?.files.set(path, { bytes, name: query.get('name') ?? '', type: query.get('type') ?? '' });
  response.writeHead(200, { ...open, 'content-type': 'application/json' });
  response.end(JSON.stringify({ path }));
}

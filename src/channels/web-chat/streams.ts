import type { WebSocket } from 'ws';
import type { Logger } from '../../ports/logger.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';
import type { Seat } from '../../ports/store.ts';
import type { WebChats } from '../../ports/web-chat.ts';
import type { ChatClaims } from './tokens.ts';
import type { FileLink } from './file-links.ts';
import { toActivitySet } from './from-activity.ts';

/** Under the minute after which proxies close a silent socket. */
const pingMs = 25_000;
const rowsPerFrame = 100;
/** A reader this far behind is cut off; it comes back with its watermark and misses nothing. */
const mostBuffered = 1_048_576;
/** Sockets of one conversation; the one opened first makes room. */
const mostSockets = 8;
/** A socket that is asked whether it is alive, and says nothing for so long, is not. */
const answerMs = 5_000;

export interface Streams {
  /** Sends what came after `after`, then everything new, until the socket closes. */
  open(socket: WebSocket, claims: ChatClaims, seat: Seat, after: number): void;
  start(): void;
  stop(): void;
}

interface OpenStream {
  readonly socket: WebSocket;
  readonly tab: string;
  isAlive: boolean;
}

/**
 * The open sockets. A second one of the same tab is a page that came back over another network, whose older socket is half
 * dead, or another page that was given the same token: so the older one is asked, and goes if it does not answer.
 */
export function createStreams(chats: WebChats, logger: Logger, link: FileLink): Streams {
  const conversations = new Map<string, Set<OpenStream>>();
  let timer: NodeJS.Timeout | undefined;

  const open: Streams['open'] = (socket, claims, seat, after) => {
    const opened = conversations.get(claims.conversation) ?? new Set<OpenStream>();
    conversations.set(claims.conversation, opened);
    for (const older of opened) if (older.tab === claims.tab) probe(older);
    makeRoom(opened);
    const stream: OpenStream = { socket, tab: claims.tab, isAlive: true };
    opened.add(stream);
    const stop = follow({ socket, claims, seat, after, chats, logger, link });
    // Clients ping with empty frames and have nothing else to say here.
    socket.on('message', () => (stream.isAlive = true));
    socket.on('pong', () => (stream.isAlive = true));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      stop();
      opened.delete(stream);
      if (opened.size === 0 && conversations.get(claims.conversation) === opened) conversations.delete(claims.conversation);
    });
  };

  const each = (work: (stream: OpenStream) => void): void => {
    for (const opened of conversations.values()) for (const stream of opened) work(stream);
  };

  return {
    open,
    start: () => {
      timer = setInterval(() => each(ping), pingMs);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      each(({ socket }) => socket.close(1001, 'the service restarts'));
    },
  };
}

function makeRoom(opened: Set<OpenStream>): void {
  const [oldest] = opened;
  if (opened.size < mostSockets || oldest === undefined) return;
  oldest.socket.close(1000, 'too many open pages');
  opened.delete(oldest);
}

function probe(stream: OpenStream): void {
  stream.isAlive = false;
  stream.socket.ping();
  const timer = setTimeout(() => {
    if (!stream.isAlive) stream.socket.terminate();
  }, answerMs);
  stream.socket.on('close', () => clearTimeout(timer));
}

function ping(stream: OpenStream): void {
  if (!stream.isAlive) {
    stream.socket.terminate();
    return;
  }
  stream.isAlive = false;
  stream.socket.ping();
  // Browsers don't show their pages a ping: this one they see.
  stream.socket.send('');
}

interface Following {
  readonly socket: WebSocket;
  readonly claims: ChatClaims;
  readonly seat: Seat;
  readonly after: number;
  readonly chats: WebChats;
  readonly link: FileLink;
  readonly logger: Logger;
}

/**
 * The socket is a cursor over the transcript. Announced rows are sent as they are only where they are the very next ones;
 * else an announcement says that there is something to read. So nothing is lost, doubled or out of order, whatever is
 * announced, and what was said at other addresses stays there.
 */
function follow({ socket, claims, seat, after, chats, logger, link }: Following): () => void {
  let cursor = after;
  let isPumping = false;
  let hasNews = true;

  const pump = async (): Promise<void> => {
    isPumping = true;
    while (hasNews && socket.readyState === socket.OPEN) {
      hasNews = false;
      const rows = await chats.transcript(seat, cursor, rowsPerFrame);
      const last = rows.at(-1);
      if (last === undefined) continue;
      cursor = last.seq;
      send(rows);
      if (rows.length === rowsPerFrame) hasNews = true;
    }
    isPumping = false;
  };

  /** Hands over what was announced, where it is exactly what reading would bring next. */
  const take = (rows: readonly TranscriptRow[]): boolean => {
    const [first] = rows;
    const last = rows.at(-1);
    const isNext = first?.seq === cursor + 1 && last?.seq === cursor + rows.length;
    if (isPumping || hasNews || last === undefined || !isNext || !rows.every(isForHere)) return false;
    cursor = last.seq;
    send(rows);
    return true;
  };

  const isForHere = ({ actor, addressId }: TranscriptRow): boolean =>
    actor !== 'note' && (addressId === null || addressId === seat.addressId);

  const send = (rows: readonly TranscriptRow[]): void => {
    const set = toActivitySet(rows, claims.conversation, claims.user, cursor, link);
    if (set.activities.length > 0) socket.send(JSON.stringify(set));
    if (socket.bufferedAmount > mostBuffered) socket.terminate();
  };

  const wake = (announced: readonly TranscriptRow[]): void => {
    if (take(announced)) return;
    hasNews = true;
    if (isPumping) return;
    pump().catch((error: unknown) => {
      // The client comes back with its watermark.
      logger.warn('a chat stream could not be read', { cause: error instanceof Error ? error.name : typeof error });
      socket.terminate();
    });
  };

  const stop = chats.watch(seat.conversationId, wake);
  wake([]);
  return stop;
}

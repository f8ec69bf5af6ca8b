import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Upgrade } from '../../ports/channel.ts';
import type { Seat } from '../../ports/store.ts';
import { SportelloError } from '../../domain/errors.ts';
import { checkConversation, checkOrigin, seatOf } from './access.ts';
import { toAfter } from './from-activity.ts';
import type { WebChatParts } from './parts.ts';
import type { Streams } from './streams.ts';
import type { ChatClaims } from './tokens.ts';

/** Nothing but empty frames is expected from clients. */
const longestFrame = 4_096;
const streamPath = /^\/v3\/directline\/conversations\/([^/?]+)\/stream(?:\?(.*))?$/;

/** Takes over `…/conversations/:id/stream?t=&watermark=`. A refused one gets its status and a sentence. */
export function createStreamUpgrade(parts: WebChatParts, streams: Streams): Upgrade {
  const server = new WebSocketServer({ noServer: true, maxPayload: longestFrame, perMessageDeflate: false });
  return (request, socket, head) => {
    const [, conversation, query] = streamPath.exec(request.url ?? '') ?? [];
    if (conversation === undefined) return false;
    const searchParams = new URLSearchParams(query);
    socket.on('error', () => socket.destroy());
    const open = async (): Promise<void> => {
      const { claims, seat } = await accept(parts, request, conversation, searchParams);
      server.handleUpgrade(request, socket, head, (ws) => {
        streams.open(ws, claims, seat, toAfter(searchParams.get('watermark') ?? undefined));
      });
    };
    open().catch((error: unknown) => refuse(socket, error));
    return true;
  };
}

async function accept(
  parts: WebChatParts,
  request: IncomingMessage,
  conversation: string,
  search: URLSearchParams,
): Promise<{ readonly claims: ChatClaims; readonly seat: Seat }> {
  const token = search.get('t');
  if (token === null || token === '') {
    throw new SportelloError('token-missing', `The address has no token. Use the 'streamUrl' as it was given.`);
  }
  const claims = parts.tokens.read('chat', token);
  checkOrigin(claims, request.headers.origin, `http://${request.headers.host ?? ''}`);
  checkConversation(claims, decodeURIComponent(conversation));
  return { claims, seat: await seatOf(parts.chats, claims) };
}

function refuse(socket: Duplex, error: unknown): void {
  const known = error instanceof SportelloError && error.status < 500 ? error : null;
  const message = known?.message ?? 'Something went wrong on our side. Try again later.';
  const body = JSON.stringify({ error: { code: known?.code ?? 'internal', message } });
  const status = String(known?.status ?? (error instanceof URIError ? 400 : 503));
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  );
}

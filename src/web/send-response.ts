import type { Response } from 'express';
import type { EventStream, WebResponse } from '../ports/channel.ts';

/** Between two comments that keep an idle stream open through proxies, which close after 30–60 s. */
const heartbeatMs = 25_000;

/** Open streams of server-sent events: the server ends them when it stops. */
export type OpenStreams = Set<() => void>;

/** Writes what a route's handler answered. */
export function sendResponse(response: Response, answer: WebResponse, streams: OpenStreams): void {
  if (answer.headers !== undefined) {
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  }
  response.statusCode = answer.status;
  if (answer.stream !== undefined) {
    answer.stream(openStream(response, streams));
    return;
  }
  const [type, body] = bodyOf(answer);
  if (body === null) {
    response.end();
    return;
  }
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', type);
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

function bodyOf(answer: WebResponse): readonly [type: string, body: Uint8Array | null] {
  if (answer.bytes !== undefined) return ['application/octet-stream', answer.bytes];
  if (answer.text !== undefined) return ['text/plain; charset=utf-8', Buffer.from(answer.text)];
  if (answer.json !== undefined) return ['application/json; charset=utf-8', Buffer.from(JSON.stringify(answer.json))];
  return ['', null];
}

function openStream(response: Response, streams: OpenStreams): EventStream {
  response.setHeader('Content-Type', 'text/event-stream');
  response.setHeader('Cache-Control', 'no-store');
  // nginx would hold events back until its buffer is full.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  const end = (): void => {
    response.end();
  };
  streams.add(end);
  response.on('close', () => {
    clearInterval(heartbeat);
    streams.delete(end);
  });
  return {
    send: (event, data) => {
      if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    onClose: (listener) => {
      response.on('close', listener);
    },
    end,
  };
}

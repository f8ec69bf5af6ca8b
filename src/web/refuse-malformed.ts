import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { SportelloError } from '../domain/errors.ts';

/** Answers what can't even be read as a request the way every other one is refused; Node alone would say nothing but a number. */
export function refuseMalformed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, code, message } = toRefusal(error.code);
    const body = JSON.stringify({ error: { code, message } });
    socket.end(
      `HTTP/1.1 ${String(status)} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
      () => socket.destroy(),
    );
  });
}

function toRefusal(code: string | undefined): SportelloError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new SportelloError(
      'headers-too-large',
      'The headers of this request are larger than 16 KB, the most that is read here.',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new SportelloError('request-late', 'The request did not arrive in time. Send it again.');
  return new SportelloError(
    'request-malformed',
    'This is not an HTTP request that can be read. Check its first line and its headers.',
  );
}

import { connect } from 'node:net';

/** A request without the tidying that `fetch` does to addresses and headers. Resolves with the whole answer. */
export async function rawGet(url: string, path: string, headers = 'Connection: close\r\n'): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${headers}\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

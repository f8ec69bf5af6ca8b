import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** POSTs JSON over a kept connection and reads the JSON answer. Rejects on any status above 299. */
export function post<T>(port: number, path: string, body: unknown, token?: string): Promise<T> {
  const payload = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (status > 299) reject(new Error(`${path} answered ${String(status)}: ${text}`));
        else resolve(JSON.parse(text) as T);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** Times of one turn, in milliseconds from the moment of the request. */
export interface TurnTimes {
  /** Until the request was answered: ours is durable by then. */
  readonly acknowledged: number;
  /** Until the reply was there to be read. */
  readonly replied: number;
}

export type Visitor = (text: string) => Promise<TurnTimes>;

/** Talks to a peer that replies in the answer itself. */
export function plainVisitor(port: number): Visitor {
  return async (text) => {
    const started = performance.now();
    await post(port, '/messages', { text });
    const took = performance.now() - started;
    return { acknowledged: took, replied: took };
  };
}

interface Started {
  readonly token: string;
  readonly conversationId: string;
  readonly user: string;
  readonly streamUrl: string;
}

interface ActivitySet {
  readonly activities: readonly { readonly id: string; readonly from: { readonly role?: string } }[];
}

/** Talks Direct Line to ours: posts, and reads the reply from the conversation's socket. */
export async function directLineVisitor(port: number): Promise<Visitor> {
  const { token, conversationId, user, streamUrl } = await post<Started>(port, '/chat/start', { locale: 'it' });
  const socket = new WebSocket(streamUrl.replace(/^(wss?:\/\/)[^/]+/, `ws://127.0.0.1:${String(port)}`));
  let onReply: () => void = () => undefined;
  socket.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string' || data === '') return;
    const { activities } = JSON.parse(data) as ActivitySet;
    if (activities.some(({ from }) => from.role === 'bot')) onReply();
  });
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true });
  });
  return async (text) => {
    const started = performance.now();
    const replied = new Promise<number>((resolve) => {
      onReply = () => resolve(performance.now() - started);
    });
    await post(
      port,
      `/v3/directline/conversations/${conversationId}/activities`,
      { type: 'message', text, from: { id: user } },
      token,
    );
    const acknowledged = performance.now() - started;
    return { acknowledged, replied: await replied };
  };
}

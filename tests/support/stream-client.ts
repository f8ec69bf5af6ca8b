import { WebSocket } from 'ws';
import type { ActivitySet } from '../../src/channels/web-chat/from-activity.ts';

export interface StreamClient {
  /** Waits until so many activities came, and returns their texts. */
  texts(count: number): Promise<readonly (string | undefined)[]>;
  watermark(): string;
  /** Frames that came without anything in them. */
  pings(): number;
  send(text: string): void;
  /** Drops the line, as a phone in a tunnel does. */
  drop(): void;
  /** When the service first asked whether anybody is there. */
  readonly pinged: Promise<void>;
  /** The code and reason with which it was closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export interface StreamOptions {
  /** Answers no ping, as a line that is dead at the other end. */
  readonly isDeaf?: boolean;
}

/** A socket on a conversation's stream. Rejects with the status when it is refused. */
export async function openStream(
  url: string,
  headers: Record<string, string> = {},
  { isDeaf = false }: StreamOptions = {},
): Promise<StreamClient> {
  const socket = new WebSocket(url, { headers, autoPong: !isDeaf });
  const texts: (string | undefined)[] = [];
  const waiting = new Set<() => void>();
  let watermark = '';
  let pings = 0;
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) pings++;
    else {
      const set = JSON.parse(data.toString()) as ActivitySet;
      texts.push(...set.activities.map(({ text }) => text));
      ({ watermark } = set);
    }
    for (const check of waiting) check();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const pinged = new Promise<void>((resolve) => {
    socket.once('ping', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
  });
  return {
    texts: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (texts.length < count) return;
          waiting.delete(check);
          resolve([...texts]);
        };
        waiting.add(check);
        check();
      }),
    watermark: () => watermark,
    pings: () => pings,
    send: (text) => socket.send(text),
    drop: () => socket.terminate(),
    pinged,
    closed,
  };
}

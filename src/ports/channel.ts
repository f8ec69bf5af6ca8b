import type { SportelloError } from '../domain/errors.ts';
import type { ChannelHealth } from '../domain/channel-health.ts';
import type { ChannelCapabilities } from '../domain/channel.ts';
import type { OutboxMessage } from '../domain/outbox.ts';
import type { MentorLine } from './mentor-chats.ts';
import type { RateLimit } from '../domain/token-bucket.ts';
import type { MediaFile } from '../domain/media.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * One way to reach people. A push channel sends; a pull channel's clients fetch the transcript, so that the commit of
 * the transcript row is the delivery and `send` is never called.
 */
export interface Channel {
  readonly capabilities: ChannelCapabilities;
  readonly delivery: 'push' | 'pull';
  readonly health: HealthSource;
  /** Private messages to mentors; absent: they can't work there. */
  readonly mentorLine?: MentorLine;
  /** Within this time, in milliseconds, the provider says what became of a send without an answer; absent: it never does. */
  readonly reportMs?: number;
  readonly routes: readonly Route[];
  /** Takes over sockets of the paths it knows; absent: it has none. */
  readonly upgrade?: Upgrade;
  /**
   * The address that opens this channel's app with a link code in it, to be tapped or drawn as a QR; null: not known yet.
   * Absent: a code can only be typed there.
   */
  readonly reach?: (code: string) => string | null;
  /** Sets the channel going. What it waits for it waits for by itself: its health says how it stands. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Resolves with the provider's id. Rejects with `send-failed` (try again; `retryAfterMs` says when, and then the try does
   * not count), `send-unknown` (it may have arrived) or `send-refused` (never again).
   */
  send(message: OutboxMessage): Promise<{ readonly providerId: string | null }>;
  /**
   * The bytes behind the address of an incoming attachment of this channel, at most `mostBytes`, within 30 s and from the provider's
   * own hosts only. Null: it is not there any more. Absent: files come with the message. Rejects where another try may help; with
   * `retryAfterMs` the try does not count: the channel has no line at present.
   */
  readonly fetchMedia?: (contentUrl: string, mostBytes: number) => Promise<MediaFile | null>;
}

/** How a channel is, and when that changes. `src/channels/health.ts` makes one. */
export interface HealthSource {
  current(): ChannelHealth;
  /** Calls the listener after each change; returns the way to stop. */
  watch(listener: () => void): () => void;
}

/** A path that a channel or the desk answers. The web server mounts it, and knows nothing else about it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** Express path: `/v3/directline/conversations/:conversation/activities`. */
  readonly path: string;
  /** How the body is read before the handler runs. */
  readonly body: 'none' | 'json' | 'form' | 'raw' | 'file';
  /** On every answer of this path, errors included: without CORS headers a browser hides the status of an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How often one address may call it; absent: as often as any. For servers that post for many people. */
  readonly perAddress?: RateLimit;
  readonly handle: (request: WebRequest) => Promise<WebResponse>;
  /** Answers, with a status below 500, where the body could not be read (`undefined` then); absent: the fault as JSON. */
  readonly refuse?: (request: WebRequest, fault: SportelloError) => Promise<WebResponse>;
}

export interface WebRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON or form fields, or the raw bytes. */
  readonly body: unknown;
  /** The caller's address, after trusted proxies. */
  readonly ip: string;
  /** Scheme, host and port under which the caller reached us. */
  readonly origin: string;
}

export interface WebResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text or bytes. */
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** Server-sent events: called once with the open stream. */
  readonly stream?: (stream: EventStream) => void;
}

export interface EventStream {
  send(event: string, data: unknown): void;
  onClose(listener: () => void): void;
  /** Ends the stream from our side; the listeners of `onClose` hear of it. */
  end(): void;
}

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

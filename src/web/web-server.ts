import express from 'express';
import type { Express, Request, Response } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Route, Upgrade } from '../ports/channel.ts';
import type { Logger } from '../ports/logger.ts';
import { createTokenBuckets } from '../domain/token-bucket.ts';
import type { RateLimit } from '../domain/token-bucket.ts';
import { SportelloError } from '../domain/errors.ts';
import { answerError } from './answer-error.ts';
import { clientKey } from '../domain/client-key.ts';
import { defaultBodyLimits, readBody } from './read-body.ts';
import type { BodyLimits } from './read-body.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { sendResponse } from './send-response.ts';
import type { OpenStreams } from './send-response.ts';
import { createStaticFiles } from './static-files.ts';
import { toWebRequest } from './to-web-request.ts';

export interface WebServerOptions {
  readonly routes: readonly Route[];
  readonly upgrades: readonly Upgrade[];
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects when the service can't do its work: `/healthz` says so. */
  readonly check: () => Promise<void>;
  /** The state of each channel, by its key: `/healthz` names them; one that is down does not make the service unwell. */
  readonly channels: () => Readonly<Record<string, string>>;
  /** The built browser part; null: none is served. */
  readonly browserFolder: string | null;
  /** Scheme, host and port that people use; null: what each request says. */
  readonly publicUrl: string | null;
  /** Express's `trust proxy`: false, how many proxies, or their addresses. */
  readonly trustProxy: boolean | number | string;
  /** Requests per address; null: not counted. Default: `defaultPerAddress`. */
  readonly perAddress?: RateLimit | null;
  readonly bodyLimits?: BodyLimits;
}

/** A classroom or a chamber behind one address may poll; a flood may not. */
export const defaultPerAddress: RateLimit = { burst: 1_000, perSecond: 100 };

export interface WebServer {
  /** Resolves with the port, which matters when 0 was asked for. */
  listen(port: number, host?: string): Promise<number>;
  /** Takes nothing new, lets what is under way end, and cuts what is left after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** Mounts the routes it is given, and knows nothing of what they do. */
export function createWebServer(options: WebServerOptions): WebServer {
  const streams: OpenStreams = new Set();
  const waitOf = createCounter(options);
  const server = createServer(createApp(options, waitOf, streams));
  // A phone on a bad line needs seconds for 64 KB; nobody needs Node's five minutes.
  server.requestTimeout = 60_000;
  refuseMalformed(server);
  // The server itself doesn't know upgraded sockets, yet waits for them when it closes.
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    // Behind a proxy every socket comes from the proxy: there, counting is up to it.
    const isFlood = options.trustProxy === false && waitOf(request.socket.remoteAddress ?? '') > 0;
    if (!isFlood && options.upgrades.some((upgrade) => upgrade(request, socket, head))) return;
    socket.end(`HTTP/1.1 ${isFlood ? '429' : '404'} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return {
    listen: async (port, host) => await listen(server, port, host),
    stop: async (graceMs = 5_000) => await stop(server, streams, sockets, graceMs),
  };
}

function createApp(options: WebServerOptions, waitOf: WaitOf, streams: OpenStreams): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustProxy);
  const admit = createAdmission(waitOf);
  const routes = [...options.routes, healthRoute(options)];
  for (const route of routes) {
    const { perAddress } = route;
    const isOwn = perAddress !== undefined && options.perAddress !== null;
    const own = isOwn ? createAdmission(createCounter({ ...options, perAddress })) : admit;
    mount(app, route, options, own, streams);
  }
  for (const [path, methods] of methodsByPath(routes)) refuseOtherMethods(app, path, methods);
  const files = options.browserFolder === null ? null : createStaticFiles(options.browserFolder);
  app.use(async (request: Request, response: Response) => {
    admit(request, response);
    if (files !== null && (await files(request, response))) return;
    throw new SportelloError('not-found', `Nothing is served at this address. Check the path and the method.`);
  });
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    answerError(response, error, options.logger);
  });
  return app;
}

/** Counts one more call from an address: milliseconds until it may come, 0 for now. */
type WaitOf = (ip: string) => number;

function createCounter(options: WebServerOptions): WaitOf {
  const limit = options.perAddress === undefined ? defaultPerAddress : options.perAddress;
  if (limit === null) return () => 0;
  const buckets = createTokenBuckets(limit);
  return (ip) => buckets.take(clientKey(ip), options.now());
}

type Admit = (request: Request, response: Response) => void;

function createAdmission(waitOf: WaitOf): Admit {
  return (request, response) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    const wait = waitOf(request.ip ?? '');
    if (wait === 0) return;
    const seconds = String(Math.ceil(wait / 1000));
    const message = `Too many requests came from your address. Wait ${seconds} s and try again.`;
    throw new SportelloError('too-many-requests', message, { retryAfterMs: wait });
  };
}

/** For every answer; a page's route loosens the policy for itself. */
const securityHeaders: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
];

function mount(app: Express, route: Route, options: WebServerOptions, admit: Admit, streams: OpenStreams): void {
  const limits = options.bodyLimits ?? defaultBodyLimits;
  const headers = Object.entries(route.headers ?? {});
  const method = route.method.toLowerCase() as Lowercase<Route['method']>;
  app[method](route.path, async (request: Request, response: Response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    admit(request, response);
    const answer = await readBody(request, route.body, limits).then(
      (body) => route.handle(toWebRequest(request, body, options.publicUrl)),
      (fault: unknown) => {
        if (route.refuse === undefined || !(fault instanceof SportelloError)) throw fault;
        return route.refuse(toWebRequest(request, undefined, options.publicUrl), fault);
      },
    );
    sendResponse(response, answer, streams);
  });
}

function healthRoute({ check, channels }: Pick<WebServerOptions, 'check' | 'channels'>): Route {
  return {
    method: 'GET',
    path: '/healthz',
    body: 'none',
    handle: async () => {
      const isWell = await check().then(
        () => true,
        () => false,
      );
      const json = { status: isWell ? 'ok' : 'unavailable', channels: channels() };
      return { status: isWell ? 200 : 503, json };
    },
  };
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const { path, method } of routes) map.set(path, [...(map.get(path) ?? []), method]);
  return map;
}

function refuseOtherMethods(app: Express, path: string, methods: readonly string[]): void {
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  app.all(path, (request: Request, response: Response) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    response.setHeader('Allow', allowed.join(', '));
    throw new SportelloError('method-refused', `${request.method} is not possible here. Possible: ${allowed.join(', ')}.`);
  });
}

async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => reject(portError(error, port));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is taken by another program',
    EACCES: 'is not open to this user',
    EADDRNOTAVAIL: 'is asked for on an address that this machine does not have: look at HOST',
  };
  const reason = reasons[error.code ?? ''];
  if (reason === undefined) return error;
  return new SportelloError('config-invalid', `Port ${String(port)} ${reason}. Set PORT to another one.`, { cause: error });
}

async function stop(server: Server, streams: OpenStreams, sockets: ReadonlySet<Duplex>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  for (const end of streams) end();
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearTimeout(cut);
}

import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import type { Authentication } from '../../src/channels/bot-framework/cloud.ts';

/** What a channel's client shows: the activity that was posted to the connector. */
export interface Posted {
  readonly conversation: string;
  readonly activity: Partial<Activity>;
  readonly authorization: string;
}

/** Microsoft's side on loopback: the connector that takes what we say, and the keys by which we know who calls. */
export interface ConnectorServer {
  readonly url: string;
  readonly posted: readonly Posted[];
  /** Refuses the next posts with these statuses, once each. */
  readonly failures: { readonly status: number; readonly retryAfter?: number }[];
  /** Files by path, for whom the bot's token comes with the call; and what the bot handed over. */
  readonly files: Map<string, Uint8Array>;
  /** The `Authorization` of each call for a file; null where there was none. */
  readonly fileCalls: (string | null)[];
  /** A token as Azure Bot Service signs it; `over` replaces claims. */
  token(over?: Readonly<Record<string, unknown>>): string;
  /** Settings that make `botbuilder` believe this server and no other. */
  readonly authentication: Authentication;
  close(): Promise<void>;
}

export const appId = '11111111-2222-3333-4444-555555555555';
export const issuer = 'https://issuer.example';

export async function openConnectorServer(): Promise<ConnectorServer> {
  const posted: Posted[] = [];
  const failures: { readonly status: number; readonly retryAfter?: number }[] = [];
  const files = new Map<string, Uint8Array>();
  const fileCalls: (string | null)[] = [];
  const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const { n, e } = keys.publicKey.export({ format: 'jwk' });
  const jwks = { keys: [{ kty: 'RSA', use: 'sig', kid: 'k1', n, e, endorsements: ['msteams', 'emulator'] }] };

  const answer = async (request: IncomingMessage): Promise<{ status: number; json: unknown; retryAfter?: number }> => {
    if (request.url === '/openid') return { status: 200, json: { issuer, jwks_uri: `${url}/keys` } };
    if (request.url === '/keys') return { status: 200, json: jwks };
    if (/^\/v3\/conversations\/[^/]+\/attachments$/.test(request.url ?? '')) {
      const { originalBase64 } = (await readJson(request)) as { readonly originalBase64: string };
      const id = `f${String(files.size)}`;
      files.set(`/v3/attachments/${id}/views/original`, Buffer.from(originalBase64, 'base64'));
      return { status: 201, json: { id } };
    }
    const [, conversation] = /^\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '') ?? [];
    const activity = await readJson(request);
    if (conversation === undefined) return { status: 404, json: {} };
    const failure = failures.shift();
    if (failure !== undefined) return { ...failure, json: { error: { code: 'refused', message: 'refused' } } };
    const authorization = request.headers.authorization ?? '';
    posted.push({ conversation: decodeURIComponent(conversation), activity, authorization });
    return { status: 200, json: { id: `posted-${String(posted.length)}` } };
  };

  const serveFile = (bytes: Uint8Array, { headers }: IncomingMessage, response: ServerResponse): void => {
    fileCalls.push(headers.authorization ?? null);
    response.writeHead(headers.authorization === 'Bearer a-token-for-the-connector' ? 200 : 401);
    response.end(bytes);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const file = request.method === 'GET' ? files.get(request.url ?? '') : undefined;
    if (file !== undefined) return serveFile(file, request, response);
    const { status, json, retryAfter } = await answer(request);
    const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    response.writeHead(status, { 'content-type': 'application/json', ...wait });
    response.end(JSON.stringify(json));
  };
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const token: ConnectorServer['token'] = (over = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: issuer, aud: appId, serviceurl: url, nbf: now - 10, exp: now + 600, ...over };
    const head = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}`;
    return `Bearer ${head}.${createSign('RSA-SHA256').update(head).sign(keys.privateKey, 'base64url')}`;
  };

  return {
    url,
    posted,
    failures,
    files,
    fileCalls,
    token,
    authentication: authenticationBy(url),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function authenticationBy(url: string): Authentication {
  const credentials = {
    signRequest: <Request extends { headers: { set(name: string, value: string): void } }>(request: Request) => {
      request.headers.set('authorization', 'Bearer a-token-for-the-connector');
      return Promise.resolve(request);
    },
  };
  return {
    settings: {
      ChannelService: 'https://channel.example',
      ToChannelFromBotLoginUrl: 'https://login.example',
      ToChannelFromBotOAuthScope: 'https://scope.example',
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: 'https://oauth.example',
      ToBotFromChannelOpenIdMetadataUrl: `${url}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}/openid`,
      CallerId: '',
    },
    credentials: {
      isValidAppId: (id?: string) => Promise.resolve(id === appId),
      isAuthenticationDisabled: () => Promise.resolve(false),
      createCredentials: () => Promise.resolve(credentials as never),
    },
  };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function readJson(request: IncomingMessage): Promise<Partial<Activity>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Partial<Activity>);
}

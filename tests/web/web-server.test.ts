import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SportelloError } from '../../src/domain/errors.ts';
import type { EventStream, Route, WebRequest, WebResponse } from '../../src/ports/channel.ts';
import type { LogFacts } from '../../src/ports/logger.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import type { WebServer, WebServerOptions } from '../../src/web/web-server.ts';
import { rawGet } from '../support/raw-get.ts';
import { faultOf, silentLogger } from '../support/web-chat-server.ts';

let server: WebServer;
let url: string;
let last: WebRequest;
let logged: { message: string; facts: LogFacts | undefined }[];
let now = 0;

beforeEach(async () => {
  logged = [];
  await start({});
});
afterEach(async () => {
  await server.stop(200);
});

async function start(options: Partial<WebServerOptions>): Promise<void> {
  server = createWebServer({
    routes: routes(),
    upgrades: [],
    logger: { ...silentLogger, error: (message, facts) => logged.push({ message, facts }) },
    now: () => now,
    check: () => Promise.resolve(),
    channels: () => ({ telegram: 'off' }),
    browserFolder: null,
    publicUrl: null,
    trustProxy: false,
    ...options,
  });
  url = `http://127.0.0.1:${String(await server.listen(0, '127.0.0.1'))}`;
}

async function restart(options: Partial<WebServerOptions>): Promise<void> {
  await server.stop(200);
  await start(options);
}

async function echo(request: WebRequest): Promise<WebResponse> {
  last = request;
  return await Promise.resolve({ status: 200, json: { body: request.body } });
}

function failWith(cause: Error): Route['handle'] {
  return async () => {
    await Promise.resolve();
    throw cause;
  };
}

function routes(): readonly Route[] {
  return [
    { method: 'POST', path: '/json/:id', body: 'json', headers: { 'X-Always': 'yes' }, handle: echo },
    { method: 'POST', path: '/form', body: 'form', handle: echo },
    {
      method: 'POST',
      path: '/raw',
      body: 'raw',
      handle: async (request) => await Promise.resolve({ status: 200, bytes: request.body as Buffer }),
    },
    { method: 'GET', path: '/echo', body: 'none', handle: echo },
    { method: 'GET', path: '/empty', body: 'none', handle: () => Promise.resolve({ status: 204 }) },
    { method: 'GET', path: '/broken', body: 'none', handle: failWith(new Error('Amina said /home/secret')) },
    {
      method: 'GET',
      path: '/busy',
      body: 'none',
      handle: failWith(new SportelloError('store-busy', 'the table is locked by pid 7')),
    },
    { method: 'GET', path: '/events', body: 'none', handle: () => Promise.resolve({ status: 200, stream: greet }) },
  ];
}

function greet(stream: EventStream): void {
  stream.send('hello', { text: 'two\nlines' });
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type: string | null,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { ...(type === null ? {} : { 'Content-Type': type }), ...headers },
  });
}

describe('a route gets', () => {
  test('its parameters, query, headers, address and origin', async () => {
    await fetch(`${url}/echo?a=1&b=%C3%A8&a=2`, { headers: { 'X-Test': 'yes' } });
    expect(last).toMatchObject({ query: { a: '2', b: 'è' }, ip: '127.0.0.1', origin: url, body: undefined });
    expect(last.headers['x-test']).toBe('yes');
    await post('/json/a%2Fb', '{}', 'application/json');
    expect(last.params).toEqual({ id: 'a/b' });
  });

  test.each([
    ['json', '/json/1', '{"a":[1]}', 'application/json; charset=UTF-8', { a: [1] }],
    ['nothing as undefined', '/json/1', '', null, undefined],
    ['form fields', '/form', 'a=1+2&b=%C3%A8', 'application/x-www-form-urlencoded', { a: '1 2', b: 'è' }],
  ])('%s', async (_name, path, body, type, expected) => {
    expect((await post(path, body, type)).status).toBe(200);
    expect(last.body).toEqual(expected);
  });

  test('raw bytes as they came', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10]);
    const response = await post('/raw', bytes, 'application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test('the public address instead of the Host header, when there is one', async () => {
    await restart({ publicUrl: 'https://sportello.example' });
    await fetch(`${url}/echo`);
    expect(last.origin).toBe('https://sportello.example');
  });

  test("a proxy's word about the caller only when that proxy is trusted", async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'https' };
    await fetch(`${url}/echo`, { headers });
    expect(last).toMatchObject({ ip: '127.0.0.1', origin: url });
    await restart({ trustProxy: 1 });
    await fetch(`${url}/echo`, { headers });
    expect(last).toMatchObject({ ip: '203.0.113.9', origin: url.replace('http:', 'https:') });
  });
});

describe('what is wrong with a request is said', () => {
  const large = 'a'.repeat(70_000);
  test.each([
    ['malformed JSON', '/json/1', '{', 'application/json', 400, 'body-malformed'],
    ['another content type', '/json/1', '{}', 'text/plain', 415, 'body-type'],
    ['another character set', '/json/1', '{}', 'application/json; charset=latin1', 415, 'body-type'],
    ['JSON for a form', '/form', '{}', 'application/json', 415, 'body-type'],
    ['too much JSON', '/json/1', JSON.stringify(large), 'application/json', 413, 'body-too-large'],
    ['too large a form', '/form', large, 'application/x-www-form-urlencoded', 413, 'body-too-large'],
    ['too many bytes', '/raw', 'a'.repeat(3_200_000), 'text/plain', 413, 'body-too-large'],
    ['an unknown address', '/nothing', '{}', 'application/json', 404, 'not-found'],
    ['another method', '/echo', '{}', 'application/json', 405, 'method-refused'],
    ['an address that can not be decoded', '/json/%E0%A4', '{}', 'application/json', 400, 'body-invalid'],
  ])('%s', async (_name, path, body, type, status, code) => {
    const fault = await faultOf(await post(path, body, type));
    expect(fault).toMatchObject({ status, code });
    expect(fault.message).toMatch(/^[A-Z].*\.$/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('a compressed body', async () => {
    expect(await faultOf(await post('/json/1', '{}', 'application/json', { 'Content-Encoding': 'gzip' }))).toMatchObject({
      status: 415,
    });
  });

  test('a body that is too large and does not say so', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let index = 0; index < 100; index++) controller.enqueue(new Uint8Array(1_000));
        controller.close();
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: chunks,
      headers: { 'Content-Type': 'application/json' },
      duplex: 'half',
    };
    expect(await faultOf(await fetch(`${url}/json/1`, init))).toMatchObject({ status: 413 });
  });

  test('with the headers of its route, so that pages of other sites can read it', async () => {
    expect((await post('/json/1', '{', 'application/json')).headers.get('x-always')).toBe('yes');
  });

  test('and which methods are possible', async () => {
    const response = await fetch(`${url}/echo`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('a caller who leaves in the middle harms nobody', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /json/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a":');
    await new Promise((resolve) => socket.once('ready', resolve));
    await fetch(`${url}/healthz`);
    socket.destroy();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('what went wrong on our side stays there', () => {
  test.each([
    ['/broken', 500, 'internal'],
    ['/busy', 503, 'store-busy'],
  ])('%s', async (path, status, code) => {
    const fault = await faultOf(await fetch(`${url}${path}`));
    expect(fault).toMatchObject({ status, code });
    expect(fault.message).not.toMatch(/Amina|secret|table|pid| at /);
    expect(logged).toMatchObject([{ message: 'request failed', facts: { code } }]);
    expect(JSON.stringify(logged)).not.toMatch(/Amina/);
  });

  test('and the operator hears of it', async () => {
    await restart({ check: () => Promise.reject(new Error('disk')) });
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', channels: { telegram: 'off' } }]);
  });
});

test('every answer carries the security headers, and none says what serves it', async () => {
  for (const path of ['/echo', '/nothing', '/healthz']) {
    const { headers } = await fetch(`${url}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('an address that asks too often waits, and is told how long', async () => {
  await restart({ perAddress: { burst: 3, perSecond: 0.5 } });
  const statuses: number[] = [];
  for (let index = 0; index < 4; index++) statuses.push((await fetch(`${url}/empty`)).status);
  expect(statuses).toEqual([204, 204, 204, 429]);
  const refused = await fetch(`${url}/empty`);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect((await faultOf(refused)).message).toContain('Wait 2 s');
  now += 2_000;
  expect((await fetch(`${url}/empty`)).status).toBe(204);
});

test('server-sent events reach the caller and end when the server stops', async () => {
  const response = await fetch(`${url}/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const stopped = server.stop(5_000);
  expect(await response.text()).toBe('event: hello\ndata: {"text":"two\\nlines"}\n\n');
  await stopped;
  await start({});
});

test('a socket for nobody is refused, and so is a flood of them', async () => {
  await restart({ perAddress: { burst: 1, perSecond: 1 } });
  const headers = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
  expect(await rawGet(url, '/socket', headers)).toMatch(/^HTTP\/1\.1 404 /);
  expect(await rawGet(url, '/socket', headers)).toMatch(/^HTTP\/1\.1 429 /);
});

import type { Request } from 'express';
import type { WebRequest } from '../ports/channel.ts';

/** What a route's handler gets to see of a request. `publicUrl` wins over what the Host header says. */
export function toWebRequest(request: Request, body: unknown, publicUrl: string | null): WebRequest {
  return {
    params: singles(request.params),
    query: queryOf(request.url),
    headers: singles(request.headers),
    body,
    ip: request.ip ?? '',
    origin: publicUrl ?? `${request.protocol}://${request.host}`,
  };
}

type Values = Readonly<Record<string, string | string[] | undefined>>;

function singles(values: Values): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    const single = Array.isArray(value) ? value[0] : value;
    if (single !== undefined) result[name] = single;
  }
  return result;
}

function queryOf(url: string): Readonly<Record<string, string>> {
  const start = url.indexOf('?');
  return start < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start + 1)));
}

import type { ConnectorClientOptions } from 'botframework-connector';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;

/** Below the time after which the outbox gives up on a send. */
const callMs = 20_000;

/** The connector answered, and it was no yes. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number;
  /** `Retry-After` as it came; null where it did not. */
  readonly retryAfter: string | null;

  constructor(statusCode: number, retryAfter: string | null) {
    super(`The channel answered ${String(statusCode)}`);
    this.name = 'ConnectorRefusal';
    this.statusCode = statusCode;
    this.retryAfter = retryAfter;
  }
}

/**
 * One call, one try: `botbuilder`'s own client tries refused calls again by itself, whatever its options say, and so would
 * call early and hide from the outbox what happened. Redirects are refused: they lead where nobody was authenticated.
 */
export const connectorHttp: HttpClient = {
  sendRequest: async (request) => {
    const { url, method, headers, body } = request;
    const response = await fetch(url, {
      method,
      headers: headers.rawHeaders(),
      ...(typeof body === 'string' ? { body } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(callMs),
    });
    const bodyAsText = await response.text();
    if (!response.ok) throw new ConnectorRefusal(response.status, response.headers.get('retry-after'));
    const answered = headers.clone();
    for (const { name } of answered.headersArray()) answered.remove(name);
    for (const [name, value] of response.headers) answered.set(name, value);
    return { request, status: response.status, headers: answered, bodyAsText };
  },
};

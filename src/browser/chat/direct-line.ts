/** The service could not be reached, or asks to come back: the same call may go through later. */
export class Unreachable extends Error {
  /** Milliseconds that the service asks us to wait; 0: it said nothing. */
  readonly waitMs: number;

  constructor(message: string, waitMs = 0) {
    super(message);
    this.name = 'Unreachable';
    this.waitMs = waitMs;
  }
}

/** The service answered no; asking the same again gives the same. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The service refused (${String(status)}).`);
    this.name = 'Refused';
    this.status = status;
  }
}

/** Whether the service can be reached; `refused`: it can, and does not let this page in; `busy`: it asks us to wait. */
export type Reach = 'yes' | 'no' | 'refused' | 'busy';

export function toReach(error: unknown): Reach {
  if (error instanceof Refused) return 'refused';
  return error instanceof Unreachable && error.waitMs > 0 ? 'busy' : 'no';
}

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly body?: unknown;
}

/** Long enough for a phone at the edge of its network, short enough that a hung call does not hold the queue. */
const patienceMs = 20_000;

/** Rejects with `Unreachable` or `Refused`. */
export async function call<T>(url: string, { method = 'POST', token, body }: Call): Promise<T> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const text = body === undefined ? null : JSON.stringify(body);
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { method, headers, cache: 'no-store', signal, body: text });
    if (!response.ok) throw toError(response);
    return (await response.json()) as T;
  } catch (error) {
    throw error instanceof Refused || error instanceof Unreachable ? error : new Unreachable(String(error));
  }
}

function toError({ status, headers }: Response): Error {
  if (status < 500 && status !== 429 && status !== 408) return new Refused(status);
  return new Unreachable(`status ${String(status)}`, 1000 * Number(headers.get('Retry-After')) || 0);
}

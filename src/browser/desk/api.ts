import type { NamedHealth } from '../../domain/channel-health.ts';
import type { TranscriptRow } from '../../domain/transcript.ts';
import type { Case, Colleague, Invitation, Me, OwnChat, QueueItem } from './wire.ts';

/** A refusal of the API, or `offline` where no answer came. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'unknown';
}

/** Every call of the desk's API; each rejects with `ApiError`. */
export const api = {
  me: async () => (await call<{ mentor: Me }>('GET', 'me')).mentor,
  signIn: async (name: string, password: string) => (await call<{ mentor: Me }>('POST', 'sign-in', { name, password })).mentor,
  invited: (link: string) => call<{ name: string; role: Me['role'] }>('POST', 'invited', { link }),
  accept: async (link: string, name: string, password: string) =>
    (await call<{ mentor: Me }>('POST', 'accept', { link, name, password })).mentor,
  signOut: () => call<object>('POST', 'sign-out', {}),
  queue: async () => (await call<{ items: readonly QueueItem[] }>('GET', 'queue')).items,
  /** With `after`, only the rows behind that number. */
  open: (id: string, after: number) => call<Case>('GET', `handoffs/${id}?after=${String(after)}`),
  claim: (id: string, version: number) => call<Case>('POST', `handoffs/${id}/claim`, { version }),
  answer: async (id: string, text: string, key: string) =>
    (await call<{ row: TranscriptRow }>('POST', `handoffs/${id}/answer`, { text, key })).row,
  note: async (id: string, text: string) => (await call<{ row: TranscriptRow }>('POST', `handoffs/${id}/note`, { text })).row,
  sendFile: async (id: string, file: File, key: string) => {
    const query = new URLSearchParams({ name: file.name, key });
    return (await call<{ row: TranscriptRow }>('POST', `handoffs/${id}/files?${query.toString()}`, file)).row;
  },
  close: (id: string, version: number) => call<object>('POST', `handoffs/${id}/close`, { version }),
  release: (id: string, version: number) => call<object>('POST', `handoffs/${id}/release`, { version }),
  people: async () => (await call<{ people: readonly Colleague[] }>('GET', 'people')).people,
  channels: async () => (await call<{ channels: readonly NamedHealth[] }>('GET', 'channels')).channels,
  ownChat: async () => (await call<{ seat: OwnChat | null }>('GET', 'own-chat')).seat,
  linkOwnChat: async () => (await call<{ link: string }>('POST', 'own-chat/link', {})).link,
  setOwnHours: (hours: Pick<OwnChat, 'from' | 'to'> & { readonly zone: string; readonly language: string }) =>
    call<object>('POST', 'own-chat/hours', hours),
  endOwnChat: () => call<object>('POST', 'own-chat/end', {}),
  invite: (name: string, role: Me['role'], languages: readonly string[]) =>
    call<Invitation>('POST', 'people/invite', { name, role, languages }),
};

async function call<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const response = await request(method, path, body);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  const { code = 'unknown', message = '' } = (answer as { error?: { code?: string; message?: string } } | null)?.error ?? {};
  throw new ApiError(code, response.status, message);
}

async function request(method: 'GET' | 'POST', path: string, body: object | undefined): Promise<Response> {
  const sent: RequestInit =
    body === undefined
      ? { method }
      : body instanceof Blob
        ? { method, body }
        : // What was pressed just before the page closed still arrives.
          { method, keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await fetch(`/desk/api/${path}`, { ...sent, credentials: 'same-origin', cache: 'no-store' });
  } catch (cause) {
    throw new ApiError('offline', 0, 'No answer came.', { cause });
  }
}

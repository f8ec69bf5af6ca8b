import type { Handoff } from '../../src/domain/handoff.ts';
import type { Case, QueueItem } from '../../src/ports/desk.ts';

/** A mentor who works through the desk's HTTP API, as its page does. */
export interface DeskClient {
  /** The session's cookie, as a browser would send it. */
  readonly cookie: string;
  queue(): Promise<readonly QueueItem[]>;
  open(handoffId: string): Promise<Case>;
  claim(handoff: Handoff): Promise<Case>;
  answer(handoffId: string, text: string): Promise<void>;
  close(handoffId: string): Promise<void>;
  /** A one-time sign-in link for a colleague. Administrators only. */
  invite(name: string): Promise<string>;
}

/** Opens the sign-in link that the service printed, and chooses a name and a password. */
export async function joinDesk(signIn: string | null, name: string): Promise<DeskClient> {
  if (signIn === null) throw new Error('The service printed no sign-in link: it has an administrator already.');
  const { origin, hash } = new URL(signIn);
  const body = JSON.stringify({ link: hash.slice(1), name, password: 'a long enough password' });
  const headers = { 'content-type': 'application/json', origin };
  const response = await fetch(`${origin}/desk/api/accept`, { method: 'POST', headers, body });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (!response.ok) throw new Error(`The desk let nobody in: ${String(response.status)} ${await response.text()}`);

  const call = async <T>(path: string, sent?: object): Promise<T> => {
    const init = sent === undefined ? {} : { method: 'POST', body: JSON.stringify(sent) };
    const answer = await fetch(`${origin}/desk/api/${path}`, { ...init, headers: { ...headers, cookie } });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const open: DeskClient['open'] = (handoffId) => call(`handoffs/${handoffId}`);
  return {
    cookie,
    open,
    queue: async () => (await call<{ readonly items: readonly QueueItem[] }>('queue')).items,
    claim: ({ id, version }) => call(`handoffs/${id}/claim`, { version }),
    answer: async (handoffId, text) => {
      await call(`handoffs/${handoffId}/answer`, { text, key: crypto.randomUUID() });
    },
    invite: async (colleague) => (await call<{ readonly link: string }>('people/invite', { name: colleague })).link,
    close: async (handoffId) => {
      const { handoff } = await open(handoffId);
      await call(`handoffs/${handoffId}/close`, { version: handoff.version });
    },
  };
}

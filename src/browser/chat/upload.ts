import { Refused, Unreachable } from './direct-line.ts';

/** Files take longer than words on a slow line. */
const patienceMs = 120_000;

/** Hands one file in with its own message. Rejects with `Unreachable` or `Refused`. */
export async function uploadFile(url: string, token: string, file: File, activity: object): Promise<void> {
  const form = new FormData();
  form.set('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  form.set('file', file, file.name);
  const headers = { Authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(patienceMs);
  const sent = await fetch(url, { method: 'POST', headers, body: form, signal }).catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  if (!sent.ok) throw sent.status < 500 ? new Refused(sent.status) : new Unreachable(`status ${String(sent.status)}`);
}

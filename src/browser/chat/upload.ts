import type { Activity } from '../../domain/activity.ts';
import { Refused, Unreachable } from './direct-line.ts';
import type { Seat, Session } from './session.ts';

/** Files take longer than words on a slow line. */
const patienceMs = 120_000;

export interface UploadParts {
  readonly origin: string;
  readonly session: Pick<Session, 'use'>;
  /** BCP 47. */
  readonly locale: string;
  /** The `clientActivityID`. */
  readonly id: string;
}

/** Hands one file in as a message of its own. False: it was refused, or the service could not be reached. */
export async function uploadFile({ origin, session, locale, id }: UploadParts, file: File): Promise<boolean> {
  const activity = JSON.stringify({ type: 'message', locale, channelData: { clientActivityID: id } });
  const form = new FormData();
  form.set('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
  form.set('file', file, file.name);
  return session
    .use((seat) => post(origin, seat, form))
    .then(
      () => true,
      () => false,
    );
}

async function post(origin: string, { conversationId, user, token }: Seat, body: FormData): Promise<void> {
  const url = `${origin}/v3/directline/conversations/${conversationId}/upload?userId=${encodeURIComponent(user)}`;
  const headers = { Authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(patienceMs);
  const sent = await fetch(url, { method: 'POST', headers, body, signal });
  if (!sent.ok) throw sent.status < 500 ? new Refused(sent.status) : new Unreachable(`status ${String(sent.status)}`);
}

/** Files of our own site, seen from whatever page the widget is on. */
export function withAddresses(activity: Activity, origin: string): Activity {
  if (activity.attachments === undefined) return activity;
  const attachments = activity.attachments.map((one) =>
    one.contentUrl?.startsWith('/') === true ? { ...one, contentUrl: new URL(one.contentUrl, origin).href } : one,
  );
  return { ...activity, attachments };
}

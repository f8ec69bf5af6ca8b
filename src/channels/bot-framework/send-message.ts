import type { Attachment } from 'botbuilder';
import { SportelloError } from '../../domain/errors.ts';
import type { InboundActivity } from '../../domain/inbox.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { HealthKeeper } from '../health.ts';
import { openFile } from '../open-file.ts';
import { reasonOf } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { ConnectorRefusal } from './connector-http.ts';
import { fromActivity } from './from-activity.ts';
import { isLoopback } from './local-calls.ts';
import { toFile } from './to-file.ts';
import type { Place, Places } from './places.ts';

export interface SendParts {
  readonly cloud: Cloud;
  readonly places: Places;
  readonly inbox: Inbox;
  readonly health: HealthKeeper;
  readonly openMedia: OpenMedia | null;
  readonly now: () => number;
  readonly isLocalOnly: boolean;
}

/** Says it where the person was last heard. */
export async function sendMessage(parts: SendParts, message: OutboxMessage): Promise<{ readonly providerId: string | null }> {
  const place = await parts.places.of(message.address);
  if (place === null) throw new SportelloError('send-refused', 'It is not known where this person was heard.');
  if (parts.isLocalOnly && !isLoopback(place.serviceUrl ?? '')) {
    throw new SportelloError('send-refused', 'Without MICROSOFT_APP_ID only this machine is spoken to.');
  }
  const activity = fromActivity(message.activity, message.address.account);
  if (activity === null) return { providerId: null };
  try {
    const files = await toFiles(parts, place, message);
    const said = files.length === 0 ? activity : { ...activity, attachments: [...files, ...(activity.attachments ?? [])] };
    return { providerId: await parts.cloud.say(place, said) };
  } catch (error) {
    if (error instanceof SportelloError) throw error;
    throw await noteFailure(parts, message, error);
  }
}

/** What a refusal tells about the channel and the person; resolves with the error for the outbox. */
async function noteFailure(parts: SendParts, message: OutboxMessage, error: unknown): Promise<SportelloError> {
  const fault = toSendError(error, parts.now());
  if (error instanceof ConnectorRefusal && error.statusCode === 401) {
    parts.health.become('needs-a-person', {
      reason: 'token-refused',
      params: { setting: 'MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD' },
    });
  }
  if (fault.code === 'send-refused') await parts.inbox.receive([leaving(message)]);
  return fault;
}

/** The message's files, as its channel takes them. */
async function toFiles(parts: SendParts, place: Place, { activity, address }: OutboxMessage): Promise<readonly Attachment[]> {
  const files = await Promise.all((activity.attachments ?? []).map((each) => openFile(parts.openMedia, each)));
  return Promise.all(
    files.map(async (file) => {
      const inside = toFile(file, address.account);
      if (inside !== null) return inside;
      return { contentType: file.contentType, name: file.name ?? 'file', contentUrl: await parts.cloud.upload(place, file) };
    }),
  );
}

/** Blocked, uninstalled, or the conversation is gone. */
function leaving({ address, id }: OutboxMessage): InboundActivity {
  return { address, dedupeKey: `gone ${id}`, activity: { type: 'event', name: 'left', channelId: 'bot-framework' } };
}

const tokenPauseMs = 60_000;
/** Faults before a connection stood: nothing can have arrived. Source: Node's system errors. */
const unconnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
/** Blocked or uninstalled, no such conversation, no more. */
const gone: ReadonlySet<number> = new Set([403, 404, 410]);

/** A failed call as the outbox understands it. */
function toSendError(error: unknown, now: number): SportelloError {
  if (error instanceof ConnectorRefusal) return toRefusal(error, now);
  const reason = `The channel can't be reached (${reasonOf(error)})`;
  return new SportelloError(unconnected.has(codeOf(error)) ? 'send-failed' : 'send-unknown', reason);
}

function toRefusal({ statusCode, retryAfter, message }: ConnectorRefusal, now: number): SportelloError {
  if (statusCode === 401) return new SportelloError('send-failed', message, { retryAfterMs: tokenPauseMs });
  if (statusCode === 429) return new SportelloError('send-failed', message, { retryAfterMs: askedToWait(retryAfter, now) });
  return new SportelloError(gone.has(statusCode) ? 'send-refused' : 'send-failed', message);
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null;
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return typeof code === 'string' ? code : '';
}

/** `Retry-After` in seconds or as a date; a second where it is missing. */
function askedToWait(text: string | null, now: number): number {
  const wait = /^\d+$/.test(text ?? '') ? Number(text) * 1_000 : Date.parse(text ?? '') - now;
  return Number.isFinite(wait) && wait > 0 ? wait : 1_000;
}
